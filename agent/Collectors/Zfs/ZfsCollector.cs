using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Zfs;

/// <summary>State of ZFS pools, from <c>/proc/spl/kstat/zfs/POOL/state</c>.</summary>
internal sealed class ZfsCollector(Roots roots, StateEvents events) : ICollector
{
    private readonly SeriesFamily<Pool> _pools = new(name => new Pool(name, events));

    /// <inheritdoc/>
    public string Name => "zfs";

    /// <inheritdoc/>
    public string? WhyAbsent() => StateFiles().Any() ? null : "this machine has no ZFS pool";

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        foreach (var file in StateFiles())
            if (SmallFile.Text(file) is { } state)
                _pools[Path.GetFileName(Path.GetDirectoryName(file))].Add(state, samples);
    }

    private IEnumerable<string> StateFiles() =>
        SysfsDirectory.List(roots.InProc("spl/kstat/zfs"), "*").Select(path => Path.Combine(path, "state")).Where(File.Exists);

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
