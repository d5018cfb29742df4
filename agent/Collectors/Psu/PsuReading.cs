using Dcmon.Agent.Collectors.Ipmi.Sensors;

namespace Dcmon.Agent.Collectors.Psu;

/// <summary>
/// The readings of a power supply. A value that it does not report is null; 0 is a value: a dead one reads 0.
/// </summary>
/// <param name="Number">Its number, from 1.</param>
internal sealed record PsuReading(int Number)
{
    /// <summary>A value of <c>psu_status</c>: see <see cref="PowerSupplyState"/>.</summary>
    public int Status { get; set; } = PowerSupplyState.Unknown;

    /// <summary>The words of ipmicfg for it.</summary>
    public string Words { get; set; } = "";

    /// <summary>
    /// Value by metric, and by the label that parts two temperatures or fans; empty where there is one only.
    /// </summary>
    public Dictionary<(string Metric, string Part), double> Values { get; } = [];
}
