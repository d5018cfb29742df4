using System.Text.Json;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Grains.Settings;
using Dcmon.Settings;

namespace Dcmon.Silo.Settings;

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

    /// <summary>As the grains take them.</summary>
    public RetentionLimits ToLimits() => new(Raw, FiveMinutes, OneHour, Events, Processes, MaxMegabytes, MinFreeMegabytes);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check() =>
        RetentionRules.Check(ToLimits()).Select(each => (JsonNamingPolicy.SnakeCaseLower.ConvertName(each.Name), each.Problem));
}
