using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Storage.Scans;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Export;

/// <summary>
/// Writes samples out, client after client and day after day. Each day of a client is read from a snapshot of its own:
/// the reader of the text may be slow, and must not keep the server's write-ahead log from being emptied meanwhile.
/// </summary>
/// <param name="dialect">The database.</param>
/// <param name="session">Reads it.</param>
/// <param name="damaged">Gets each block that could not be read in full, once.</param>
internal sealed class Exporter(SqlDialect dialect, SqlSession session, Action<string> damaged)
{
    private readonly SchemaCache _schemas = new();
    private readonly BlockCache _blocks = new();
    private readonly DamageLog _damage = new();
    private readonly HashSet<long> _logged = [];

    /// <summary>Writes all that is selected.</summary>
    public void Run(ExportSelection what, SampleFormat format, CancellationToken cancel)
    {
        var clients = Read(snapshot => snapshot.Clients().Where(client => what.Means(client.Key)).Select(client => client.Key).ToList());
        format.WriteHeading();
        if (!format.IsByMetric)
        {
            foreach (var client in clients)
                Export(client, what.Selector, what, format, cancel);
            return;
        }

        foreach (var (metric, (kind, owners)) in Metrics(clients, what, cancel))
        {
            format.WriteMetric(metric, kind);
            var selector = new SeriesSelector(what.Selector.Matchers.Append(new LabelMatcher(LabelNames.Metric, metric)));
            foreach (var client in owners)
                Export(client, selector, what, format, cancel);
        }
    }

    private void Export(string client, SeriesSelector selector, ExportSelection what, SampleFormat format, CancellationToken cancel)
    {
        // Row ids of schemas that went out of use may have been given to others since the last client.
        _schemas.Clear();
        if (Bounds(client) is not var (first, last)) return;
        var until = Math.Min(what.Until, last);
        for (var after = Math.Max(what.After, first); after < until; after = Spans.Stop(after + 1, Spans.Day))
        {
            format.BeginScan();
            var stop = Math.Min(until, Spans.Stop(after + 1, Spans.Day));
            Read(snapshot =>
            {
                new ClientScan(snapshot, _schemas, _blocks, null, _damage, cancel).Run(client, selector, after, stop, Tier.Raw, format);
                return true;
            });
            foreach (var block in _damage.Take().Where(block => _logged.Add(block.Block.Id)))
                damaged($"block {block.Block.Id} of {client}: {block.Reason}");
        }
    }

    /// <summary>The metrics that are selected, by name, each with its kind and the clients that have it.</summary>
    private SortedDictionary<string, (MetricKind Kind, List<string> Clients)> Metrics(
        List<string> clients, ExportSelection what, CancellationToken cancel)
    {
        var metrics = new SortedDictionary<string, (MetricKind Kind, List<string> Clients)>(StringComparer.Ordinal);
        foreach (var client in clients)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var series in Read(snapshot => Series(snapshot, client, what)))
            {
                if (!metrics.TryGetValue(series.Metric, out var known)) metrics[series.Metric] = known = (series.Kind, []);
                if (known.Clients is not [.., var last] || last != client) known.Clients.Add(client);
            }
        }

        return metrics;
    }

    private List<Series> Series(ISeriesSnapshot snapshot, string client, ExportSelection what)
    {
        _schemas.Clear();
        return snapshot.FindClient(client) is not { } id ? [] : [.. snapshot.SchemasUsed(id, what.After, what.Until)
            .Select(schema => _schemas.TryGet(snapshot, schema)).OfType<SchemaColumns>()
            .SelectMany(schema => schema.Index.Select(what.Selector).Select(column => schema.Series[column]))];
    }

    /// <summary>A time before the client's first sample, and that of its last; null where there is none.</summary>
    private (long First, long Last)? Bounds(string client)
    {
        using var transaction = session.Begin(dialect.BeginSnapshot);
        using var rows = session.Command(
            """
            SELECT min(first), max(last) FROM (
                SELECT min(start) AS first, max(stop) AS last FROM block
                WHERE tier = 0 AND client = (SELECT id FROM client WHERE key = @key)
                UNION ALL SELECT min(time) - 1, max(time) FROM report
                WHERE client = (SELECT id FROM client WHERE key = @key)) AS both_kinds
            """,
            ("@key", client)).ExecuteReader();
        return rows.Read() && !rows.IsDBNull(0) ? (rows.GetInt64(0), rows.GetInt64(1)) : null;
    }

    private T Read<T>(Func<ISeriesSnapshot, T> read)
    {
        using var transaction = session.Begin(dialect.BeginSnapshot);
        using var snapshot = dialect.Snapshot(session);
        return read(snapshot);
    }
}
