using Dcmon.Agent.Collectors.Raid;
using Dcmon.Agent.Collectors.Zfs;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Raid;

public sealed class RaidCollectorTests : IDisposable
{
    private readonly SysfsTree _tree = new();
    private readonly TestEvents _events = new();

    public void Dispose()
    {
        _tree.Dispose();
        _events.Dispose();
    }

    [Fact]
    public void Raid_Healthy_HasAllItsDrives()
    {
        Array("md0", "clean", "raid1", "raid_disks=2", "degraded=0", "sync_action=idle", "sync_completed=none", "mismatch_cnt=128");
        Members("md0", "in_sync", "in_sync,write_mostly", "spare");
        Assert.Equal((2, 2, 0, 0, 128), Figures("md0"));
        Assert.DoesNotContain(Collect().Keys, series => series.StartsWith("raid_sync_ratio", StringComparison.Ordinal));
    }

    [Fact]
    public void Raid_Recovering_IsDegradedAndReportsItsProgress()
    {
        Array("md127", "active", "raid6", "raid_disks=4 (3)", "degraded=1", "sync_action=recover", "sync_completed=1000 / 4000", "mismatch_cnt=0");
        Members("md127", "in_sync", "in_sync", "in_sync", "spare", "faulty");
        Assert.Equal((4, 3, 1, 1, 0), Figures("md127"));
        Assert.Equal(0.25, Collect()["""raid_sync_ratio{action="recover",array="md127"}"""]);
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("inactive")]
    public void Raid_ThatDoesNotRun_IsDegraded(string state)
    {
        Array("md1", state, "raid0", "raid_disks=2");
        Members("md1", "in_sync", "faulty");
        var found = Collect();
        Assert.Equal(1, found["""raid_degraded{array="md1"}"""]);
        Assert.Equal(0, found["""raid_disks_active{array="md1"}"""]);
    }

    [Fact]
    public void Raid_Containers_AreNoArrays()
    {
        Array("md127", "inactive", "", "metadata_version=external:imsm", "raid_disks=0");
        Members("md127", "spare", "spare");
        Array("md126", "active", "raid1", "metadata_version=external:/md127/0", "raid_disks=2", "degraded=0");
        Members("md126", "in_sync", "in_sync");
        Assert.All(Collect().Keys, series => Assert.Contains("md126", series, StringComparison.Ordinal));
        Assert.Equal(2, Collect()["""raid_disks_active{array="md126"}"""]);
    }

    [Fact]
    public void Raid_None_SaysSo()
    {
        _tree.Write("sys/block/sda", "size=1");
        Assert.Contains("no software RAID", new RaidCollector(_tree.Roots, _events.Changes(EventKinds.RaidState)).WhyAbsent(), StringComparison.Ordinal);
        Array("md0", "clean", "raid1", "raid_disks=2");
        Assert.Null(new RaidCollector(_tree.Roots, _events.Changes(EventKinds.RaidState)).WhyAbsent());
    }

    [Fact]
    public void Raid_ChangesOfState_AreReportedOnce_AlsoWhereTheAgentIsKilled()
    {
        Array("md0", "clean", "raid1", "raid_disks=2", "degraded=0", "sync_action=idle");
        Members("md0", "in_sync", "in_sync");
        Collect();
        Assert.Empty(_events.Take());
        Array("md0", "active", "raid1", "raid_disks=2", "degraded=1", "sync_action=idle");
        Members("md0", "in_sync", "faulty");
        Collect();
        var unkept = Assert.Single(_events.Take(keep: false));
        Collect();
        var lost = Assert.Single(_events.Take());
        Collect();
        Assert.Empty(_events.Take());

        Assert.Equal(unkept.Key, lost.Key);
        Assert.Equal((EventKinds.RaidState, EventSeverity.Error), (lost.Kind, lost.Severity));
        Assert.Equal(new Label("array", "md0"), Assert.Single(lost.Subject));
        Assert.Contains(new Label("disks_failed", "1"), lost.Details);
        foreach (var (action, degraded) in (ReadOnlySpan<(string, int)>)[("recover", 1), ("idle", 0)])
        {
            Array("md0", "active", "raid1", "raid_disks=2", $"degraded={degraded}", $"sync_action={action}");
            Members("md0", "in_sync", "in_sync");
            Collect();
        }

        Assert.Equal([EventSeverity.Warning, EventSeverity.Info], _events.Take().Select(each => each.Severity));
    }

    [Fact]
    public void Zfs_ChangesOfState_AreReported()
    {
        var reported = new List<MachineEvent>();
        foreach (var state in (string[])["ONLINE", "DEGRADED", "DEGRADED", "SUSPENDED", "ONLINE"])
        {
            _tree.Write("proc/spl/kstat/zfs/tank", $"state={state}");
            _tree.Collect(new ZfsCollector(_tree.Roots, _events.Changes(EventKinds.RaidState)));
            reported.AddRange(_events.Take());
        }

        Assert.Equal(
            ["the ZFS pool tank is degraded", "the ZFS pool tank is suspended", "the ZFS pool tank is online"],
            reported.Select(each => each.Message));
        Assert.Equal([new Label("pool", "tank")], reported[0].Subject);
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("delayed", null)]
    [InlineData("", null)]
    [InlineData("5 / 0", null)]
    [InlineData("9 / 3", null)]
    [InlineData("1 / 4", 0.25)]
    [InlineData("4/4", 1d)]
    public void Done_WhateverTheKernelSays_IsARatioOrNothing(string text, double? expected) => Assert.Equal(expected, RaidArray.Done(text));

    [Fact]
    public void Zfs_Pools_AreInOneStateEach()
    {
        _tree.Write("proc/spl/kstat/zfs/tank", "state=ONLINE", "io=1");
        _tree.Write("proc/spl/kstat/zfs/data-2", "state=SUSPENDED");
        _tree.Write("proc/spl/kstat/zfs", "arcstats=1");
        var collector = new ZfsCollector(_tree.Roots, _events.Changes(EventKinds.RaidState));
        Assert.Null(collector.WhyAbsent());
        var found = _tree.Collect(collector);
        Assert.Equal(14, found.Count);
        Assert.Equal(
            ["""zfs_pool_state{pool="data-2",state="suspended"}""", """zfs_pool_state{pool="tank",state="online"}"""],
            found.Where(each => each.Value == 1).Select(each => each.Key).Order());
    }

    [Fact]
    public void Zfs_Cache_HasSizesAndTheRatioOfTheLastRun()
    {
        var collector = new ZfsCollector(_tree.Roots, _events.Changes(EventKinds.RaidState));
        Assert.Equal(0.75, Ratio("75", "25"));
        Assert.Equal(0.5, Ratio("85", "35"));
        Assert.Null(Ratio("85", "35"));
        Assert.Equal(0.25, Ratio("1", "3")); // loaded again
        Assert.Null(Ratio("x", "9"));
        Assert.Null(collector.WhyAbsent());
        Assert.Equal(4096, _tree.Collect(collector)["zfs_arc_size_bytes"]);

        double? Ratio(string hits, string misses)
        {
            _tree.Write("proc/spl/kstat/zfs", $"arcstats=name type data\nhits 4 {hits}\nmisses 4 {misses}\nsize 4 4096\n");
            return _tree.Collect(collector).TryGetValue("zfs_arc_hit_ratio", out var ratio) ? ratio : null;
        }
    }

    [Fact]
    public void Zfs_None_SaysSo() => Assert.Contains("no ZFS", new ZfsCollector(_tree.Roots, _events.Changes(EventKinds.RaidState)).WhyAbsent(), StringComparison.Ordinal);

    private Dictionary<string, double> Collect() => _tree.Collect(new RaidCollector(_tree.Roots, _events.Changes(EventKinds.RaidState)));

    private (double Disks, double Active, double Failed, double Degraded, double Mismatches) Figures(string array)
    {
        var found = Collect();
        return (Of("raid_disks"), Of("raid_disks_active"), Of("raid_disks_failed"), Of("raid_degraded"), Of("raid_mismatches"));

        double Of(string metric) => found[$$"""{{metric}}{array="{{array}}"}"""];
    }

    private void Array(string name, string state, string level, params string[] files) =>
        _tree.Write($"sys/block/{name}/md", [$"array_state={state}", $"level={level}", .. files]);

    private void Members(string array, params string[] states)
    {
        for (var i = 0; i < states.Length; i++)
            _tree.Write($"sys/block/{array}/md/dev-sd{(char)('a' + i)}1", "state=" + states[i]);
    }
}
