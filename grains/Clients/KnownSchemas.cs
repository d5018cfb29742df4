using Dcmon.TimeSeries;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>The schemas that one machine used lately, read from the store where they are not in memory.</summary>
internal sealed class KnownSchemas(ISeriesStore store)
{
    private const int MaxSchemas = 32;

    private readonly Dictionary<SchemaHash, Schema> _recent = [];

    /// <summary>The schemas that the reports of a message name, as far as anybody knows them. Valid until the next message.</summary>
    public ValueTask<IReadOnlyDictionary<SchemaHash, Schema>> For(ReportMessage message) =>
        IsAllRemembered(message) ? new(_recent) : FindAll(message);

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
            if (sent.GetValueOrDefault(hash) is { } schema) Remember(schema);
            else schema = await Find(hash);
            if (schema is not null) named[hash] = schema;
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

    private void Remember(Schema schema)
    {
        if (_recent.Count >= MaxSchemas) _recent.Clear();
        _recent[schema.Hash] = schema;
    }
}
