using System.Collections.Concurrent;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// The series of schemas read lately, by row id. Machines alike have most of their series in common, so a series that
/// is the same is kept once. Bounded: machines whose containers come and go make new schemas all the time.
/// </summary>
internal sealed class SchemaCache
{
    /// <summary>Columns of all schemas together; 20 bytes each, roughly.</summary>
    private const int MaxColumns = 2_000_000;

    /// <summary>Characters of the names and labels of all different series.</summary>
    private const long MaxText = 64_000_000;

    private readonly ConcurrentDictionary<long, SchemaColumns> _byId = new();
    private readonly ConcurrentDictionary<Series, Series> _series = new();
    private int _columns;
    private long _text;

    /// <summary>The schema of that row, or null where it is damaged.</summary>
    public SchemaColumns? TryGet(ISeriesSnapshot snapshot, long id)
    {
        try
        {
            return Get(snapshot, id);
        }
        catch (DamagedSchemaException)
        {
            return null;
        }
    }

    /// <summary>The schema of that row, read where it is not in the cache.</summary>
    /// <exception cref="DamagedSchemaException">It is not what its hash says.</exception>
    public SchemaColumns Get(ISeriesSnapshot snapshot, long id)
    {
        if (_byId.TryGetValue(id, out var known)) return known;
        var read = snapshot.ReadSchema(id);
        var columns = Interlocked.Add(ref _columns, read.Series.Count);
        if (columns > MaxColumns || Interlocked.Read(ref _text) > MaxText) Clear(read.Series.Count);
        var series = new Series[read.Series.Count];
        for (var i = 0; i < series.Length; i++)
        {
            series[i] = _series.GetOrAdd(read.Series[i], read.Series[i]);
            if (ReferenceEquals(series[i], read.Series[i])) Interlocked.Add(ref _text, series[i].TextLength);
        }

        return _byId[id] = new SchemaColumns(series, new SchemaIndex(series));
    }

    /// <summary>Forgets all: row ids of schemas that were deleted may be given out again.</summary>
    public void Clear() => Clear(0);

    private void Clear(int columns)
    {
        _byId.Clear();
        _series.Clear();
        (_columns, _text) = (columns, 0);
    }
}

/// <summary>The series of a schema, in the order of its columns.</summary>
/// <param name="Series">The series.</param>
/// <param name="Index">Selects among them.</param>
public sealed record SchemaColumns(IReadOnlyList<Series> Series, SchemaIndex Index);
