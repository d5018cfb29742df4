using System.Collections.Concurrent;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>Schemas read lately, by row id. Bounded: machines whose containers come and go make new schemas all the time.</summary>
internal sealed class SchemaCache
{
    private const int MaxSchemas = 2_000;

    private readonly ConcurrentDictionary<long, Schema> _byId = new();

    /// <summary>The schema of that row, read where it is not in the cache.</summary>
    public Schema Get(long id, Func<long, Schema> read)
    {
        if (_byId.TryGetValue(id, out var schema)) return schema;
        if (_byId.Count >= MaxSchemas) _byId.Clear();
        return _byId[id] = read(id);
    }
}
