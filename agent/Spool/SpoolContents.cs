using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Spool;

/// <summary>What the segments of a spool have in common: which reports are done with, and schemas.</summary>
internal sealed class SpoolContents
{
    private readonly Dictionary<SchemaHash, Schema> _schemas = [];

    /// <summary>Reports that the server has or will never have.</summary>
    public SequenceSet Done { get; } = new();

    /// <summary>The schema of that name.</summary>
    public Schema? Find(SchemaHash hash) => _schemas.GetValueOrDefault(hash);

    /// <summary>Keeps a schema.</summary>
    public void Learn(Schema schema) => _schemas.TryAdd(schema.Hash, schema);

    /// <summary>Keeps an encoded schema; many segments hold the same.</summary>
    public SchemaHash Learn(ReadOnlySpan<byte> encoded)
    {
        var hash = SchemaHash.Of(encoded);
        if (!_schemas.ContainsKey(hash)) _schemas[hash] = Schema.Read(encoded);
        return hash;
    }

    /// <summary>Forgets schemas that nothing uses any more.</summary>
    public void Keep(HashSet<SchemaHash> used)
    {
        foreach (var hash in _schemas.Keys.Where(hash => !used.Contains(hash)).ToArray())
            _schemas.Remove(hash);
    }
}
