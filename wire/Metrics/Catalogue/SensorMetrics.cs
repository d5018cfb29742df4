using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>
/// Sensors that the kernel itself reads: chips of board and devices, memory errors, energy of processors. Labels <c>chip</c> and
/// <c>sensor</c>.
/// </summary>
internal static class SensorMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("hwmon_temperature_celsius", Gauge, "celsius", "Temperature at a sensor."),
        new("hwmon_temperature_limit_celsius", Gauge, "celsius", "Temperature that the sensor's maker calls high (max) or critical (crit)."),
        new("hwmon_fan_rpm", Gauge, "rpm", "Speed of a fan, turns a minute."),
        new("hwmon_voltage_volts", Gauge, "volts", "Voltage at a sensor."),
        new("hwmon_current_amperes", Gauge, "amperes", "Current at a sensor."),
        new("hwmon_power_watts", Gauge, "watts", "Power at a sensor."),
        new("hwmon_energy_joules_total", Counter, "joules", "Energy counted by a sensor."),
        new("thermal_zone_celsius", Gauge, "celsius", "Temperature of a zone that the kernel keeps cool."),

        new("edac_errors_total", Counter, "", "Errors of a memory module: corrected ones were harmless, uncorrected ones were not."),
        new("edac_controller_errors_total", Counter, "", "Errors of all modules at a memory controller, those without a known module included."),

        new("rapl_energy_joules_total", Counter, "joules", "Energy used by a part of the processor."),
    ];
}
