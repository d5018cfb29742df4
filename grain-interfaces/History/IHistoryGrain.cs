using Orleans;

namespace Dcmon.GrainInterfaces.History;

/// <summary>Reads history from the store: a stateless worker, so that reading never takes a client's turn. Key: <see cref="GrainKeys.History"/>.</summary>
[Alias("dcmon.history")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>Answers a range query.</summary>
    [Alias("query")]
    Task<HistoryAnswer> Query(HistoryQuery query, CancellationToken cancel);
}
