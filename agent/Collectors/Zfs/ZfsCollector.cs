using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Zfs;

/// <summary>State of ZFS pools and use of its cache (the ARC), from <c>/proc/spl/kstat/zfs</c>.</summary>
internal sealed class ZfsCollector(Roots roots, StateEvents events) : ICollector
{
    private readonly SeriesFamily<Pool> _pools = new(name => new Pool(name, events));
    private readonly TextFile _arcFile = new(ArcStats.PathIn(roots));
    private readonly Arc _arc = new();

    /// <inheritdoc/>
    public string Name => "zfs";

    /// <inheritdoc/>
    public string? WhyAbsent() => StateFiles().Any() || File.Exists(_arcFile.Path) ? null : "this machine has no ZFS pool";

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        foreach (var file in StateFiles())
            if (SmallFile.Text(file) is { } state)
                _pools[Path.GetFileName(Path.GetDirectoryName(file))].Add(state, samples);
        _arc.Add(ArcStats.Read(_arcFile), samples);
    }

    private IEnumerable<string> StateFiles() =>
        SysfsDirectory.List(roots.InProc("spl/kstat/zfs"), "*").Select(path => Path.Combine(path, "state")).Where(File.Exists);

    private sealed class Arc
    {
        private static readonly Series
            Size = MetricCatalog.Series("zfs_arc_size_bytes"),
            MinSize = MetricCatalog.Series("zfs_arc_min_size_bytes"),
            MaxSize = MetricCatalog.Series("zfs_arc_max_size_bytes"),
            Hits = MetricCatalog.Series("zfs_arc_hits_total"),
            Misses = MetricCatalog.Series("zfs_arc_misses_total"),
            HitRatio = MetricCatalog.Series("zfs_arc_hit_ratio");

        private double _hits, _misses;

        public void Add(ArcStats stats, SampleSet samples)
        {
            samples.Add(Size, stats.Size);
            samples.Add(MinSize, stats.MinSize);
            samples.Add(MaxSize, stats.MaxSize);
            samples.Add(Hits, stats.Hits);
            samples.Add(Misses, stats.Misses);
            if (!double.IsFinite(stats.Hits + stats.Misses)) return;
            // Counters that fell: ZFS was loaded again.
            if (stats.Hits < _hits || stats.Misses < _misses) (_hits, _misses) = (0, 0);
            double hits = stats.Hits - _hits, misses = stats.Misses - _misses;
            samples.Add(HitRatio, hits / (hits + misses)); // None without reads.
            (_hits, _misses) = (stats.Hits, stats.Misses);
        }
    }

    private sealed class Pool(string name, StateEvents events)
    {
        private static readonly string[] States = ["online", "degraded", "faulted", "offline", "removed", "unavail", "suspended"];

        private readonly Series[] _series =
            [.. States.Select(state => MetricCatalog.Series("zfs_pool_state", new("pool", name), new("state", state)))];

        public void Add(string state, SampleSet samples)
        {
            for (var i = 0; i < States.Length; i++)
                samples.Add(_series[i], state.Equals(States[i], StringComparison.OrdinalIgnoreCase) ? 1 : 0);
            Update(state.ToLowerInvariant());
        }

        private void Update(string state)
        {
            if ((events.Before(name) ?? "online") == state) return;
            var severity = state switch
            {
                "online" => EventSeverity.Info,
                "degraded" => EventSeverity.Error,
                "faulted" or "unavail" or "suspended" => EventSeverity.Critical,
                _ => EventSeverity.Warning,
            };
            events.Publish(name, state, severity, $"the ZFS pool {name} is {state}", [new Label("pool", name)]);
        }
    }
}
