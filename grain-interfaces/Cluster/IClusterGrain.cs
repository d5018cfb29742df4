using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Cluster;

/// <summary>How the processes of the server do: each tells every two seconds. Key: <see cref="GrainKeys.Cluster"/>.</summary>
[Alias("dcmon.cluster")]
public interface IClusterGrain : IGrainWithStringKey
{
    /// <summary>A process tells how it does. What is lost is made up for by the next.</summary>
    [Alias("report"), OneWay]
    Task Report(NodeReport report);

    /// <summary>All processes that were heard of in the last minutes, sorted by name; who is silent has an old time.</summary>
    [Alias("list"), ReadOnly]
    Task<IReadOnlyList<NodeState>> List();
}
