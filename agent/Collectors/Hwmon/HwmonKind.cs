namespace Dcmon.Agent.Collectors.Hwmon;

/// <summary>
/// What a hwmon sensor measures, as the kernel's <c>Documentation/hwmon/sysfs-interface</c> has it: files
/// <c>PREFIX N _ SUFFIX</c> with whole numbers in a fixed unit.
/// </summary>
/// <param name="Prefix">How its files begin.</param>
/// <param name="Metric">The metric.</param>
/// <param name="PerUnit">How many of the file's units make one of the metric's.</param>
internal sealed record HwmonKind(string Prefix, string Metric, double PerUnit)
{
    /// <summary>Temperature, m°C.</summary>
    public static readonly HwmonKind Temperature = new("temp", "hwmon_temperature_celsius", 1e3);

    /// <summary>All kinds: then turns a minute, mV, mA, µW and µJ.</summary>
    public static readonly HwmonKind[] All =
    [
        Temperature,
        new("fan", "hwmon_fan_rpm", 1),
        new("in", "hwmon_voltage_volts", 1e3),
        new("curr", "hwmon_current_amperes", 1e3),
        new("power", "hwmon_power_watts", 1e6),
        new("energy", "hwmon_energy_joules_total", 1e6),
    ];
}
