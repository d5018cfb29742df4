using Dcmon.GrainInterfaces.Settings;

namespace Dcmon.Grains;

/// <summary>What the grains need to know of the configuration.</summary>
public sealed class GrainOptions
{
    /// <summary>The name under which the storage of the grains' state is registered.</summary>
    public const string Storage = "dcmon";

    /// <summary>How long an observer's interest lasts that is not renewed.</summary>
    public static readonly TimeSpan WatchLifetime = TimeSpan.FromMinutes(1);

    /// <summary>A report that is older than this when it arrives is late; one that is not is on its way as all are.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(30);

    /// <summary>How often a machine reports while nobody watches it. 1 s to 1 h.</summary>
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a machine reports while somebody watches it.</summary>
    public TimeSpan WatchedInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long samples are kept; reports as old as this are not taken any more. Changes while the grains run.</summary>
    public TimeSpan SampleRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long series, events and process tables are kept according to the settings file, and how much disk they may use.
    /// </summary>
    public RetentionLimits ConfiguredRetention { get; set; } = new(
        TimeSpan.FromDays(30), TimeSpan.FromDays(365), TimeSpan.FromDays(5 * 365), TimeSpan.FromDays(365), TimeSpan.FromDays(1), 0, 256);

    /// <summary>Different series that one machine may report within two hours.</summary>
    public int MaxSeries { get; set; } = 20_000;

    /// <summary>How long a machine may be silent before it counts as offline: three intervals.</summary>
    public TimeSpan OfflineAfter => 3 * ReportInterval;
}
