using Dcmon.TimeSeries;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>
/// The schemas that one machine used lately, read from the store where they are not in memory. Those of reports that were refused are not
/// kept.
/// </summary>
internal sealed class KnownSchemas(ISeriesStore store)
{
    private const int MaxSchemas = 32;

    /// <summary>Bytes of all of them, encoded; in memory they take a few times as much.</summary>
    private const long MaxBytes = 2 * WireLimits.MaxSchemaBytes;

    private readonly Dictionary<SchemaHash, Schema> _recent = [];
    private long _bytes;

    /// <summary>The schemas that the reports of a message name, as far as anybody knows them. Valid until the next message.</summary>
    public ValueTask<IReadOnlyDictionary<SchemaHash, Schema>> For(ReportMessage message) =>
        IsAllRemembered(message) ? new(_recent) : FindAll(message);

    /// <summary>The schemas that a message brings and that are not in memory.</summary>
    public IReadOnlyCollection<SchemaHash> NewIn(ReportMessage message) =>
        message.Schemas.Count == 0
            ? []
            : message.Schemas.Select(schema => schema.Hash).Where(hash => !_recent.ContainsKey(hash)).ToHashSet();

    /// <summary>Keeps a schema of which reports were stored.</summary>
    public void Remember(Schema schema)
    {
        if (_recent.ContainsKey(schema.Hash)) return;
        if (_recent.Count >= MaxSchemas || _bytes + schema.Encoded.Length > MaxBytes)
        {
            _recent.Clear();
            _bytes = 0;
        }

        _recent[schema.Hash] = schema;
        _bytes += schema.Encoded.Length;
    }

    /// <summary>Whether the message brings nothing new, as nearly all do.</summary>
    private bool IsAllRemembered(ReportMessage message)
    {
        if (message.Schemas.Count > 0) return false;
        foreach (var report in message.Reports)
            if (!_recent.ContainsKey(report.Schema))
                return false;
        return true;
    }

    private async ValueTask<IReadOnlyDictionary<SchemaHash, Schema>> FindAll(ReportMessage message)
    {
        var sent = message.Schemas.DistinctBy(schema => schema.Hash).ToDictionary(schema => schema.Hash);
        var named = new Dictionary<SchemaHash, Schema>();
        foreach (var hash in message.Reports.Select(report => report.Schema).Distinct())
        {
            if ((sent.GetValueOrDefault(hash) ?? await Find(hash)) is { } schema) named[hash] = schema;
        }

        return named;
    }

    private async ValueTask<Schema?> Find(SchemaHash hash)
    {
        if (_recent.TryGetValue(hash, out var known)) return known;
        if (await store.FindSchemaAsync(hash, CancellationToken.None) is not { } stored) return null;
        Remember(stored);
        return stored;
    }
}
