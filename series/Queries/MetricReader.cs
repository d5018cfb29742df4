using Dcmon.Queries;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Queries;

/// <summary>
/// Answers from a store which metrics and labels there are. Machines alike share a schema, or most of its series, so it looks at the
/// distinct schemas that were in use, never at the series of each machine.
/// </summary>
public static class MetricReader
{
    /// <summary>The metrics that were reported, by name.</summary>
    /// <exception cref="QueryTooLargeException">There are more than <see cref="MetricList.MaxMetrics"/>.</exception>
    public static async Task<IReadOnlyList<MetricInfo>> ListMetricsAsync(
        this ISeriesStore store, MetricsQuery query, CancellationToken cancel) =>
        MetricList.Of(await store.ListSchemasAsync(query, cancel).ConfigureAwait(false));

    /// <summary>The labels of a metric as it was reported, by name.</summary>
    public static async Task<IReadOnlyList<LabelInfo>> ListLabelsAsync(
        this ISeriesStore store, string metric, MetricsQuery query, CancellationToken cancel) =>
        MetricList.LabelsOf(metric, await store.ListSchemasAsync(query, cancel).ConfigureAwait(false));

    private static async Task<IReadOnlyCollection<SchemaColumns>> ListSchemasAsync(
        this ISeriesStore store, MetricsQuery query, CancellationToken cancel)
    {
        var found = new HashSet<SchemaColumns>(ReferenceEqualityComparer.Instance);
        var clients = await store.ClientsAsync(query.Clients, null, cancel).ConfigureAwait(false);
        await ClientWorkers.RunAsync(clients, cancel, async (next, stop) =>
        {
            while (next() is { } client)
            {
                var schemas = await store.ListSchemasAsync(client, query.From - 1, query.To, stop).ConfigureAwait(false);
                lock (found) found.UnionWith(schemas);
            }
        }).ConfigureAwait(false);
        return found;
    }
}
