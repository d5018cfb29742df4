using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Retention, and when maintenance runs.</summary>
public sealed record MaintenanceOptions
{
    /// <summary>Nothing is deleted.</summary>
    public static MaintenanceOptions Everything { get; } = new()
    {
        Raw = Forever,
        FiveMinutes = Forever,
        OneHour = Forever,
        Events = Forever,
        Processes = Forever,
    };

    /// <summary>How long samples are kept as they were reported.</summary>
    public TimeSpan Raw { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long 5-minute roll-ups are kept.</summary>
    public TimeSpan FiveMinutes { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long 1-hour roll-ups are kept.</summary>
    public TimeSpan OneHour { get; init; } = TimeSpan.FromDays(5 * 365);

    /// <summary>How long events are kept.</summary>
    public TimeSpan Events { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long process tables are kept.</summary>
    public TimeSpan Processes { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Most bytes of the database. Events may take a quarter of it; beyond that the machine with most of them loses its oldest. Beyond
    /// the whole, process tables older than an hour are deleted, then the oldest blocks, raw ones first, but never those of the last
    /// day. Null: no limit.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>Free bytes of the disk below which reports are refused; maintenance needs that room.</summary>
    public long MinDiskFree { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long no report of a window must have arrived before it is sealed.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after a day's end it is merged into one block.</summary>
    public TimeSpan DayGrace { get; init; } = TimeSpan.FromHours(1);

    private static TimeSpan Forever => TimeSpan.FromDays(36_500);

    /// <summary>How long a tier is kept.</summary>
    public TimeSpan RetentionOf(Tier tier) => tier switch
    {
        Tier.Raw => Raw,
        Tier.FiveMinutes => FiveMinutes,
        _ => OneHour,
    };
}
