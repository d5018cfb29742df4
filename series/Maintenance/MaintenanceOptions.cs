using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>How long the store keeps what, and when it tidies up.</summary>
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

    /// <summary>How long samples are kept as they came.</summary>
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
    /// Bytes that the database may hold; beyond it process tables go, but those of the last hour, then the oldest blocks, raw ones
    /// first, but never those of the last day. Null: no limit.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>Bytes that the disk must have left for reports to be taken; what is kept free lets the store tidy up.</summary>
    public long MinDiskFree { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long nothing must have come for a window before it is sealed.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after its end a day is merged into one block.</summary>
    public TimeSpan DayGrace { get; init; } = TimeSpan.FromHours(1);

    private static TimeSpan Forever => TimeSpan.FromDays(36_500);

    /// <summary>How long a tier is kept.</summary>
    public TimeSpan Kept(Tier tier) => tier switch
    {
        Tier.Raw => Raw,
        Tier.FiveMinutes => FiveMinutes,
        _ => OneHour,
    };
}
