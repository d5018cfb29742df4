using Dcmon.GrainInterfaces.Cluster;

namespace Dcmon.Grains.Cluster;

/// <summary>The newest report of each process, in memory alone.</summary>
public sealed class ClusterGrain(TimeProvider time) : Grain, IClusterGrain
{
    /// <summary>A process that ended is shown for this long, so that one sees that it did.</summary>
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, NodeState> _nodes = [];

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task Report(NodeReport report)
    {
        _nodes[report.Name] = new NodeState(Now, report);
        foreach (var (name, state) in _nodes)
            if (Now - state.HeardAt > ForgetAfter.TotalMilliseconds)
                _nodes.Remove(name);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeState>> List() =>
        Task.FromResult<IReadOnlyList<NodeState>>([.. _nodes.Values.OrderBy(each => each.Report.Name, StringComparer.Ordinal)]);
}
