using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Raid;

/// <summary>One array, as the kernel's <c>Documentation/admin-guide/md.rst</c> describes its files.</summary>
internal sealed class RaidArray(string directory, string name, StateEvents events)
{
    private const string Ok = "ok";

    private readonly Series _disks = Of("raid_disks", name);
    private readonly Series _active = Of("raid_disks_active", name);
    private readonly Series _failed = Of("raid_disks_failed", name);
    private readonly Series _degraded = Of("raid_degraded", name);
    private readonly Series _mismatches = Of("raid_mismatches", name);
    private readonly SeriesFamily<Series> _sync = new(action => MetricCatalog.Series("raid_sync_ratio", new("array", name), new("action", action)));

    /// <summary>Adds how many drives it has and lacks, and how far work on it has come.</summary>
    public void AddTo(SampleSet samples)
    {
        var state = Text("array_state");
        // What another metadata format groups into arrays is shown as an array, too, and never runs.
        if (state is null or "clear" || IsContainer(Text("metadata_version"))) return;
        var runs = state is not ("inactive" or "broken");
        var (active, failed) = CountMembers();
        samples.Add(_disks, Number("raid_disks"));
        samples.Add(_active, runs ? active : 0);
        samples.Add(_failed, failed);
        // RAID 0 has no such file: without a drive it is broken.
        var degraded = !runs || Number("degraded") > 0;
        samples.Add(_degraded, degraded ? 1 : 0);
        samples.Add(_mismatches, Number("mismatch_cnt"));
        var action = Text("sync_action");
        if (action is not null && action is not ("idle" or "frozen") && Done(Text("sync_completed")) is { } done)
            samples.Add(_sync[action], done);
        Update(runs ? !degraded ? failed > 0 ? "faulty" : Ok : action == "recover" ? "recovering" : "degraded" : "broken", active, failed);
    }

    /// <summary>
    /// Publishes a change of the array's state. A healthy array is not reported when it is first seen.
    /// </summary>
    private void Update(string state, int active, int failed)
    {
        if ((events.Before(name) ?? Ok) == state) return;
        var (severity, says) = state switch
        {
            "broken" => (EventSeverity.Critical, "does not run"),
            "degraded" => (EventSeverity.Error, "lacks a drive and has no redundancy to spare"),
            "recovering" => (EventSeverity.Warning, "writes to a drive what it lacks"),
            "faulty" => (EventSeverity.Warning, "has a drive that failed, and all that it needs"),
            _ => (EventSeverity.Info, "has all its drives again"),
        };
        events.Publish(
            name, state, severity, $"the array {name} {says}", [new Label("array", name)],
            new Label("disks_active", $"{active}"), new Label("disks_failed", $"{failed}"));
    }

    /// <summary>Reads <c>12345 / 67890</c>, sectors done and in all; null for <c>none</c> and <c>delayed</c>.</summary>
    internal static double? Done(ReadOnlySpan<char> completed)
    {
        var slash = completed.IndexOf('/');
        return slash > 0
            && double.TryParse(completed[..slash], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var done)
            && double.TryParse(completed[(slash + 1)..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var all)
            && all > 0 && done <= all
            ? done / all
            : null;
    }

    private static bool IsContainer(string? metadata) =>
        metadata is not null && metadata.StartsWith("external:", StringComparison.Ordinal) && metadata["external:".Length..] is not ['/' or '-', ..];

    private static Series Of(string metric, string array) => MetricCatalog.Series(metric, new Label("array", array));

    private (int Active, int Failed) CountMembers()
    {
        var (active, failed) = (0, 0);
        foreach (var member in SysfsDirectory.List(directory, "dev-*"))
        {
            // Words parted by commas: in_sync, faulty, spare, write_mostly, blocked, journal, replacement, …
            var state = SmallFile.Text(Path.Combine(member, "state")) ?? "";
            if (state.Contains("faulty", StringComparison.Ordinal)) failed++;
            else if (state.Contains("in_sync", StringComparison.Ordinal)) active++;
        }

        return (active, failed);
    }

    private double Number(string file) => SmallFile.Number(Path.Combine(directory, file));

    private string? Text(string file) => SmallFile.Text(Path.Combine(directory, file));
}
