using Dcmon.Settings;
using Dcmon.TimeSeries.Maintenance;

namespace Dcmon.Silo;

/// <summary>The section <c>retention</c>: how long series are kept.</summary>
public sealed record RetentionSettings : SettingsSection
{
    /// <summary>How long samples are kept as they came; 30d.</summary>
    public TimeSpan Raw { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long minimum, maximum, sum, count and growth of each 5 minutes are kept; 365d.</summary>
    public TimeSpan FiveMinutes { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long those of each hour are kept; 1825d.</summary>
    public TimeSpan OneHour { get; init; } = TimeSpan.FromDays(5 * 365);

    /// <summary>How long events are kept; 365d.</summary>
    public TimeSpan Events { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long process tables are kept; 1d.</summary>
    public TimeSpan Processes { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Megabytes that the series may take; process tables and then the oldest go beyond it. 0: no limit. In PostgreSQL the log, hours of reports, is not counted.</summary>
    public int MaxMegabytes { get; init; }

    /// <summary>Megabytes that the disk must have left for reports to be taken; 256. Not for PostgreSQL, which does not tell.</summary>
    public int MinFreeMegabytes { get; init; } = 256;

    /// <summary>As the store takes them.</summary>
    public MaintenanceOptions ToOptions() => new()
    {
        Raw = Raw,
        FiveMinutes = FiveMinutes,
        OneHour = OneHour,
        Events = Events,
        Processes = Processes,
        MaxBytes = MaxMegabytes == 0 ? null : MaxMegabytes * 1024L * 1024,
        MinDiskFree = MinFreeMegabytes * 1024L * 1024,
    };

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Raw < TimeSpan.FromDays(2)) yield return ("raw", "must be at least 2d.");
        if (FiveMinutes < Raw) yield return ("five_minutes", "must not be shorter than raw.");
        if (OneHour < FiveMinutes) yield return ("one_hour", "must not be shorter than five_minutes.");
        if (Events <= TimeSpan.Zero) yield return ("events", "must be more than 0.");
        if (Processes <= TimeSpan.Zero) yield return ("processes", "must be more than 0.");
        if (MaxMegabytes != 0 && MaxMegabytes < 64) yield return ("max_megabytes", "must be 0, for no limit, or at least 64.");
        if (MinFreeMegabytes < 0) yield return ("min_free_megabytes", "must not be negative.");
    }
}
