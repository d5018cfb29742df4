using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Cluster;

/// <summary>The health of the server's processes: each reports every two seconds. Key: <see cref="GrainKeys.Cluster"/>.</summary>
[Alias("dcmon.cluster")]
public interface IClusterGrain : IGrainWithStringKey
{
    /// <summary>A process reports its health. A lost report does not matter: the next one replaces it.</summary>
    [Alias("report"), OneWay]
    Task Report(NodeReport report);

    /// <summary>All processes that were heard of in the last minutes, sorted by name; who is silent has an old time.</summary>
    [Alias("list"), ReadOnly]
    Task<IReadOnlyList<NodeState>> List();
}
