namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>What a sensor's readings mean: its type and its thresholds in force.</summary>
/// <param name="Key">Which sensor.</param>
/// <param name="Type">What it measures (IPMI 2.0, table 42-3), such as <c>Power Supply</c>.</param>
/// <param name="IsDiscrete">True for a sensor of states.</param>
/// <param name="Thresholds">In the order of <see cref="ThresholdNames"/>, in the sensor's unit; null where it has none.</param>
internal sealed record SensorDetails(SensorKey Key, string Type, bool IsDiscrete, double?[] Thresholds)
{
    /// <summary>The type of sensors that watch over a power supply's state.</summary>
    public const string PowerSupplyType = "Power Supply";

    /// <summary>
    /// Lower not recoverable, lower critical, lower not critical, upper not critical, upper critical, upper not
    /// recoverable: the short names are those of ipmitool.
    /// </summary>
    public static readonly IReadOnlyList<string> ThresholdNames = ["lnr", "lcr", "lnc", "unc", "ucr", "unr"];
}
