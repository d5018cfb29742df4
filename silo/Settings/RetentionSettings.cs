using System.Text.Json;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Grains.Settings;
using Dcmon.Settings;

namespace Dcmon.Silo.Settings;

/// <summary>The section <c>retention</c>: how long series are kept.</summary>
public sealed record RetentionSettings : SettingsSection
{
    /// <summary>How long samples are kept as they were reported, at least 2d.</summary>
    public TimeSpan Raw { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long the roll-ups of 5 minutes (minimum, maximum, sum, count and growth) are kept; not shorter than
    /// <see cref="Raw"/>.
    /// </summary>
    public TimeSpan FiveMinutes { get; init; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How long the roll-ups of 1 hour are kept; not shorter than <see cref="FiveMinutes"/>, at most 10000d.
    /// </summary>
    public TimeSpan OneHour { get; init; } = TimeSpan.FromDays(5 * 365);

    /// <summary>How long events are kept, at most 10000d.</summary>
    public TimeSpan Events { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long process tables are kept, at most 10000d.</summary>
    public TimeSpan Processes { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Most space for series, events and process tables, in MiB: 0 for no limit, or at least 64. Events may take a quarter of it; beyond
    /// that the machine with most of them loses its oldest. Beyond the whole, process tables are deleted first, then the oldest data.
    /// </summary>
    public int MaxMegabytes { get; init; }

    /// <summary>Free disk space, in MiB, below which reports are refused. It has no effect with PostgreSQL.</summary>
    public int MinFreeMegabytes { get; init; } = 256;

    /// <summary>The same limits in the form that grains take.</summary>
    public RetentionLimits ToLimits() =>
        new(Raw, FiveMinutes, OneHour, Events, Processes, MaxMegabytes, MinFreeMegabytes);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check() =>
        RetentionRules.Check(ToLimits())
            .Select(each => (JsonNamingPolicy.SnakeCaseLower.ConvertName(each.Name), each.Problem));
}
