using static Dcmon.Grains.Clients.Figures.Reduction;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>Temperatures and fans of the board.</summary>
internal sealed class SensorPlan(SeriesIndex series)
{
    private const string Kernel = "hwmon_temperature_celsius";

    private readonly int[] _cpuByBmc = series.All("ipmi_temperature_celsius", "sensor", SensorNames.IsCpu);
    private readonly int[] _cpuByKernel = Packages(series);
    private readonly int[] _regulators = series.All("ipmi_temperature_celsius", "sensor", SensorNames.IsVoltageRegulator);
    private readonly int[] _fans = series.All("ipmi_fan_rpm", "sensor", sensor => !SensorNames.IsOfPowerSupply(sensor));

    public double? Cpu(double[] values) => OrNull(Max(values, _cpuByBmc).Or(Max(values, _cpuByKernel)));

    public double? Regulator(double[] values) => OrNull(Max(values, _regulators));

    /// <summary>By the BMC alone: the kernel reports zero for each connector of the board that has no fan.</summary>
    public double? Fan(double[] values) => OrNull(Min(values, _fans));

    private static bool IsCpuChip(string chip) =>
        chip.StartsWith("coretemp", StringComparison.Ordinal) || chip.StartsWith("k10temp", StringComparison.Ordinal) || chip.StartsWith("zenpower", StringComparison.Ordinal);

    /// <summary>
    /// The sensors of whole processors. AMD's Tctl is the value that controls the fans, on some processors higher than Tdie, the true
    /// temperature.
    /// </summary>
    private static int[] Packages(SeriesIndex series)
    {
        var places = series.All(Kernel, "chip", IsCpuChip);
        var withTdie = places.Where(place => series[place]["sensor"] == "Tdie").Select(place => series[place]["chip"]).ToHashSet();
        return
        [
            .. places.Where(place => series[place]["sensor"] switch
            {
                "Tdie" => true,
                "Tctl" => !withTdie.Contains(series[place]["chip"]),
                { } sensor => sensor.StartsWith("Package", StringComparison.Ordinal),
                null => false,
            }),
        ];
    }
}
