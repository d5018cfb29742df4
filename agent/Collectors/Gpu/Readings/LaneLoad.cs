namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// How long the last run of all cards took: what is slow and can be done without is left out where it took long.
/// </summary>
internal sealed class LaneLoad
{
    private static readonly TimeSpan Heavy = TimeSpan.FromMilliseconds(500);

    /// <summary>The length of the last run.</summary>
    public TimeSpan Last { get; set; }

    /// <summary>True where there is time for slow questions.</summary>
    public bool IsLight => Last < Heavy;
}
