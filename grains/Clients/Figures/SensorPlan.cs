using static Dcmon.Grains.Clients.Figures.Reduction;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>Temperatures and fans of the board.</summary>
internal sealed class SensorPlan(SeriesIndex series)
{
    private const string Kernel = "hwmon_temperature_celsius";

    private readonly int[] _cpuByBmc = series.All("ipmi_temperature_celsius", "sensor", SensorNames.IsCpu);
    private readonly int[] _cpuByKernel = [.. series.All(Kernel, "chip", IsCpuChip).Where(place => IsPackage(series, place))];
    private readonly int[] _regulators = series.All("ipmi_temperature_celsius", "sensor", SensorNames.IsVoltageRegulator);
    private readonly int[] _fans = series.All("ipmi_fan_rpm", "sensor", sensor => !SensorNames.IsOfPowerSupply(sensor));

    public double? Cpu(double[] values) => OrNull(Max(values, _cpuByBmc).Or(Max(values, _cpuByKernel)));

    public double? Regulator(double[] values) => OrNull(Max(values, _regulators));

    /// <summary>By the BMC alone: the kernel reports zero for each connector of the board that has no fan.</summary>
    public double? Fan(double[] values) => OrNull(Min(values, _fans));

    private static bool IsCpuChip(string chip) =>
        chip.StartsWith("coretemp", StringComparison.Ordinal) || chip.StartsWith("k10temp", StringComparison.Ordinal) || chip.StartsWith("zenpower", StringComparison.Ordinal);

    /// <summary>
    /// The sensor of the whole processor. AMD's Tctl is the value that controls the fans, on some processors higher than Tdie, the true
    /// temperature.
    /// </summary>
    private static bool IsPackage(SeriesIndex series, int place) => series[place]["sensor"] switch
    {
        "Tdie" => true,
        "Tctl" => !series.All(Kernel, "chip", chip => chip == series[place]["chip"]).Any(other => series[other]["sensor"] == "Tdie"),
        { } sensor => sensor.StartsWith("Package", StringComparison.Ordinal),
        null => false,
    };
}
