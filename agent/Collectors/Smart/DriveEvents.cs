using System.Globalization;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// Publishes events of drives that get worse: the drive's own verdict, its warnings, failed self-tests, and counts of damage that
/// grow. Each change is reported once, also across restarts of the agent, and wherever the drive is plugged in. What a
/// drive counted before it was first seen is not reported.
/// </summary>
internal sealed class DriveEvents(EventPublisher events, ReportedStates reported, TimeProvider time)
{
    private const string WarningPrefix = "warning.";

    /// <summary>Verdicts by metric, 1 is good: what is reported when they turn bad and good.</summary>
    private static readonly (string Metric, EventSeverity Severity, string Bad, string Good)[] Verdicts =
    [
        ("smart_healthy", EventSeverity.Critical, "the drive says that it fails", "the drive says that it is well again"),
        ("smart_selftest_passed", EventSeverity.Error, "the drive failed its self-test", "the drive passed its self-test"),
    ];

    /// <summary>Counts of damage by metric.</summary>
    private static readonly (string Metric, EventSeverity Severity, string What)[] Counts =
    [
        ("smart_pending_sectors", EventSeverity.Error, "sectors that cannot be read"),
        ("smart_uncorrectable_sectors", EventSeverity.Error, "sectors that could not be corrected"),
        ("smart_media_errors_total", EventSeverity.Error, "media errors"),
        ("smart_reallocated_sectors", EventSeverity.Warning, "reallocated sectors"),
        ("smart_grown_defects", EventSeverity.Warning, "grown defects"),
    ];

    /// <summary>NVMe's warnings in the order of <see cref="NvmeWarnings.Names"/>.</summary>
    private static readonly (EventSeverity Severity, string Says)[] Warnings =
    [
        (EventSeverity.Error, "its spare capacity is below the threshold"), (EventSeverity.Warning, "its temperature is beyond a threshold"),
        (EventSeverity.Critical, "its reliability is degraded"), (EventSeverity.Critical, "its media are read only"),
        (EventSeverity.Error, "the backup of its volatile memory failed"), (EventSeverity.Error, "its persistent memory is unreliable"),
    ];

    /// <summary>Takes note of what a drive reported.</summary>
    public void Update(Drive drive, DriveReading reading)
    {
        var thing = drive.Serial ?? $"{drive.Address.Name} {reading.Identity.Model}";
        var text = reported[thing];
        var before = Parse(text);
        var now = new Dictionary<string, double>(before);
        List<Change> changes = [.. Judge(reading, before, now), .. Count(reading, before, now), .. Warn(reading, before, now)];
        if (ToText(now) is var state && state == text) return;
        if (changes.Count == 0)
        {
            reported.Remember(thing, state);
            return;
        }

        var (key, onStored) = reported.Change(thing, state);
        // They are stored in order: once the last is on disk, all are.
        for (var i = 0; i < changes.Count; i++)
            events.Publish(EventOf(changes[i], key, drive.Labels), i == changes.Count - 1 ? onStored : null);
    }

    private static IEnumerable<Change> Judge(DriveReading reading, Dictionary<string, double> before, Dictionary<string, double> now)
    {
        foreach (var (metric, severity, bad, good) in Verdicts)
        {
            // NVMe's verdict is that it has no warnings, and those say more.
            if (reading.Warnings is not null && metric == "smart_healthy") continue;
            if (!Set(now, metric, reading[metric])) continue;
            var wasGood = before.GetValueOrDefault(metric, 1) == 1;
            if (wasGood && reading[metric] == 0) yield return new Change(metric, 1, 0, severity, bad);
            if (!wasGood && reading[metric] == 1) yield return new Change(metric, 0, 1, EventSeverity.Info, good);
        }
    }

    private static IEnumerable<Change> Count(DriveReading reading, Dictionary<string, double> before, Dictionary<string, double> now)
    {
        foreach (var (metric, severity, what) in Counts)
            if (Set(now, metric, reading[metric]) && before.TryGetValue(metric, out var old) && reading[metric] > old)
                yield return new Change(metric, old, reading[metric], severity, string.Create(CultureInfo.InvariantCulture, $"the drive has {reading[metric]} {what}; it had {old}"));
    }

    private static IEnumerable<Change> Warn(DriveReading reading, Dictionary<string, double> before, Dictionary<string, double> now)
    {
        for (var i = 0; i < Warnings.Length && reading.Warnings is not null; i++)
        {
            var metric = WarningPrefix + NvmeWarnings.Names[i];
            var is1 = NvmeWarnings.Has(reading.Warnings.Value, i);
            var was1 = before.GetValueOrDefault(metric) == 1;
            Set(now, metric, is1 ? 1 : 0);
            if (is1 && !was1) yield return new Change(metric, 0, 1, Warnings[i].Severity, $"the drive warns: {Warnings[i].Says}");
            if (was1 && !is1) yield return new Change(metric, 1, 0, EventSeverity.Info, $"the drive no longer warns: {Warnings[i].Says}");
        }
    }

    private static bool Set(Dictionary<string, double> state, string metric, double value)
    {
        if (double.IsFinite(value)) state[metric] = value;
        return double.IsFinite(value);
    }

    private MachineEvent EventOf(Change change, string key, IReadOnlyList<Label> labels) =>
        new(time.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.DiskHealth, change.Severity, change.Message)
        {
            Key = $"{key}:{change.Metric}",
            Subject = labels,
            Details =
            [
                new("metric", change.Metric), new("before", change.Before.ToString(CultureInfo.InvariantCulture)),
                new("now", change.Now.ToString(CultureInfo.InvariantCulture)),
            ],
        };

    /// <summary>Reads <c>METRIC=VALUE</c>, parted by blanks.</summary>
    private static Dictionary<string, double> Parse(string? text)
    {
        var state = new Dictionary<string, double>();
        foreach (var each in text?.Split(' ') ?? [])
            if (each.Split('=') is [var metric, var number] && double.TryParse(number, CultureInfo.InvariantCulture, out var value))
                state[metric] = value;
        return state;
    }

    private static string ToText(Dictionary<string, double> state) => string.Join(
        ' ', state.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key}={each.Value}")));

    private sealed record Change(string Metric, double Before, double Now, EventSeverity Severity, string Message);
}
