using static Dcmon.Grains.Clients.Figures.Reduction;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>Power supplies, and what the whole machine draws.</summary>
internal sealed class PowerPlan(SeriesIndex series)
{
    private readonly int[] _inputs = series.All("psu_input_watts");
    private readonly int[] _inputsByBmc = series.All("ipmi_power_watts", "sensor", SensorNames.IsInputOfPowerSupply);
    private readonly int _whole = series.First("ipmi_dcmi_power_watts");
    private readonly int[] _wholeByBmc = series.All("ipmi_power_watts", "sensor", SensorNames.IsPowerOfAll);
    private readonly int[] _temperatures = series.All("psu_temperature_celsius");
    private readonly int[] _temperaturesByBmc = series.All("ipmi_temperature_celsius", "sensor", SensorNames.IsOfPowerSupply);
    private readonly int[] _fans = series.All("psu_fan_rpm");
    private readonly int[] _fansByBmc = series.All("ipmi_fan_rpm", "sensor", SensorNames.IsOfPowerSupply);
    private readonly int[] _states = series.All("psu_status");

    public double? Watts(double[] values) =>
        OrNull(Sum(values, _inputs).Or(Sum(values, _inputsByBmc)).Or(At(values, _whole)).Or(Max(values, _wholeByBmc)));

    public double? Temperature(double[] values) => OrNull(Max(values, _temperatures).Or(Max(values, _temperaturesByBmc)));

    public double? Fan(double[] values) => OrNull(Max(values, _fans).Or(Max(values, _fansByBmc)));

    /// <summary>
    /// Of psu_status (0 good, 1 warning, 2 critical, 3 not known, 4 off) those that have a fault; one that is off may be an empty slot. The
    /// agent makes it of the BMC's discrete sensors where nothing better reports it, so those need no look of their own.
    /// </summary>
    public double? Failed(double[] values)
    {
        var (failed, any) = (0, false);
        foreach (var place in _states)
        {
            any |= !double.IsNaN(values[place]);
            if (values[place] is 1 or 2) failed++;
        }

        return any ? failed : null;
    }
}
