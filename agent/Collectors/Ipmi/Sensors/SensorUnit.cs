namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>
/// Which metric a unit of IPMI belongs to, and how its readings become the metric's base unit:
/// <c>(reading + Offset) / Divisor</c>.
/// </summary>
/// <param name="Metric">Its name in the catalogue.</param>
/// <param name="Offset">See above.</param>
/// <param name="Divisor">See above.</param>
internal readonly record struct SensorUnit(string Metric, double Offset = 0, double Divisor = 1)
{
    /// <summary>The metric of every unit that has none of its own; the label <c>unit</c> names it.</summary>
    public const string OtherMetric = "ipmi_reading";

    private const int FanEntity = 29;
    private const int CoolingUnitEntity = 30;

    /// <summary>A reading in the metric's unit.</summary>
    public double Convert(double reading) => (reading + Offset) / Divisor;

    /// <summary>What a sensor's readings become (units: IPMI 2.0, table 43-15).</summary>
    public static SensorUnit Of(SensorReading sensor) => sensor.Unit switch
    {
        "degrees C" => new("ipmi_temperature_celsius"),
        "degrees F" => new("ipmi_temperature_celsius", -32, 1.8),
        "degrees K" => new("ipmi_temperature_celsius", -273.15),
        "RPM" => new("ipmi_fan_rpm"),
        "Volts" => new("ipmi_voltage_volts"),
        "Amps" => new("ipmi_current_amperes"),
        "Watts" => new("ipmi_power_watts"),
        "percent" => new(IsFan(sensor) ? "ipmi_fan_ratio" : "ipmi_level_ratio", Divisor: 100),
        _ => new(OtherMetric),
    };

    private static bool IsFan(SensorReading sensor) =>
        sensor.Entity is FanEntity or CoolingUnitEntity || sensor.Key.Name.Contains("fan", StringComparison.OrdinalIgnoreCase);
}
