using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Queries;

/// <summary>
/// Answers from a store which metrics and labels there are. Machines alike share a schema, or most of its series, so it looks at the
/// distinct schemas that were in use, never at the series of each machine.
/// </summary>
public static class MetricReader
{
    /// <summary>The metrics that these clients reported with after &lt; time ≤ until.</summary>
    /// <exception cref="QueryTooLargeException">There are more than <see cref="MetricList.MaxMetrics"/>.</exception>
    public static async Task<IReadOnlyList<Metric>> ListMetricsAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, long after, long until, CancellationToken cancel) =>
        MetricList.Of(await store.ListSchemasAsync(clients, after, until, cancel).ConfigureAwait(false));

    /// <summary>The labels of a metric, as these clients reported it with after &lt; time ≤ until.</summary>
    public static async Task<IReadOnlyList<LabelValues>> ListLabelsAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, string metric, long after, long until, CancellationToken cancel) =>
        MetricList.LabelsOf(metric, await store.ListSchemasAsync(clients, after, until, cancel).ConfigureAwait(false));

    private static async Task<IReadOnlyCollection<SchemaColumns>> ListSchemasAsync(
        this ISeriesStore store, IReadOnlyList<string> clients, long after, long until, CancellationToken cancel)
    {
        var found = new HashSet<SchemaColumns>(ReferenceEqualityComparer.Instance);
        await ClientWorkers.RunAsync([.. clients.Distinct()], cancel, async (next, stop) =>
        {
            while (next() is { } client)
            {
                var schemas = await store.ListSchemasAsync(client, after, until, stop).ConfigureAwait(false);
                lock (found) found.UnionWith(schemas);
            }
        }).ConfigureAwait(false);
        return found;
    }
}
