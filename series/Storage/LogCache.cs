using Dcmon.TimeSeries.Storage.Scans;

namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// The log of the last hours in columns, a tile each ten minutes of a client. A page of charts reads the same reports
/// once for each chart, and again with each new report. A tile is used as long as the database
/// holds the same reports for its time (<see cref="TileMark"/>), so nothing in here goes stale. Any number of threads may use it.
/// </summary>
internal sealed class LogCache(TimeProvider time)
{
    /// <summary>What a tile stands for, milliseconds; a part of a window, so that sealing takes whole tiles.</summary>
    public const long Width = 600_000;

    /// <summary>A scan of less reads what it needs by itself.</summary>
    public const long LeastSpan = 3 * Width;

    /// <summary>Time after which a tile is dropped that nobody has read: its window was sealed, or nobody looks at its client.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(3);

    /// <summary>How long no more tiles are made where there was no room for one.</summary>
    private static readonly TimeSpan FullFor = TimeSpan.FromSeconds(30);

    private readonly long _room = CacheRoom.Log;
    private readonly Dictionary<(long Client, long Tile), Entry> _tiles = [];
    private readonly Lock[] _clients = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];
    private readonly Lock _lock = new();
    private long _bytes;
    private long? _refused;

    /// <summary>Tiles that are held; for tests.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _tiles.Count;
        }
    }

    /// <summary>
    /// The tiles of (after, until], in order of time; they may hold reports before and after it. Null where some are not there and
    /// there is no room for more: unpacking all columns is worth it only for repeated reads.
    /// </summary>
    public IReadOnlyList<LogTile>? Read(ISeriesSnapshot snapshot, SchemaCache schemas, long client, long after, long until)
    {
        var marks = snapshot.TileMarks(client, Spans.Stop(after + 1, Width) - Width, Spans.Stop(until, Width), Width);
        var tiles = new List<LogTile>(marks.Count);
        // Charts that are asked for at once come upon the same client at once: one of them reads for all.
        lock (_clients[client % _clients.Length])
        {
            foreach (var mark in marks)
            {
                if (Find(client, mark) is { } known)
                {
                    tiles.Add(known);
                    continue;
                }

                if (IsFull) return null;
                var reports = snapshot.Reports(client, mark.First - 1, mark.Last);
                tiles.Add(Keep(client, mark, LogTile.Of(reports, schema => schemas.Get(snapshot, schema).Series.Count)));
            }
        }

        return tiles;
    }

    /// <summary>Drops the tiles that have not been read lately. Call it now and then.</summary>
    public void Trim()
    {
        lock (_lock)
            Drop((_, entry) => time.GetElapsedTime(entry.Used) > Idle);
    }

    private LogTile? Find(long client, TileMark mark)
    {
        lock (_lock)
        {
            if (!_tiles.TryGetValue((client, mark.Tile), out var known) || known.Mark != mark) return null;
            known.Used = time.GetTimestamp();
            return known.Tile;
        }
    }

    /// <summary>Whether there was no room lately.</summary>
    private bool IsFull
    {
        get
        {
            lock (_lock) return _refused is { } refused && time.GetElapsedTime(refused) < FullFor;
        }
    }

    /// <summary>Keeps a tile where there is room. A fleet that does not fit keeps some of its tiles, rather than none for long.</summary>
    private LogTile Keep(long client, TileMark mark, LogTile tile)
    {
        lock (_lock)
        {
            if (_tiles.Remove((client, mark.Tile), out var old)) _bytes -= old.Tile.Bytes;
            if (!tile.IsWhole) return tile;
            // Windows before these have most likely been sealed. This scans all tiles, but seldom: after one was refused, none is made
            // for a while.
            if (_bytes + tile.Bytes > _room) Drop((number, _) => number < mark.Tile - 2 * Spans.Window / Width);
            if (_bytes + tile.Bytes > _room)
            {
                _refused = time.GetTimestamp();
                return tile;
            }

            _tiles[(client, mark.Tile)] = new Entry(mark, tile) { Used = time.GetTimestamp() };
            _bytes += tile.Bytes;
        }

        return tile;
    }

    private void Drop(Func<long, Entry, bool> isMeant)
    {
        foreach (var (key, entry) in _tiles)
            if (isMeant(key.Tile, entry) && _tiles.Remove(key))
                _bytes -= entry.Tile.Bytes;
        if (_tiles.Count == 0) _tiles.TrimExcess();
    }

    private sealed class Entry(TileMark mark, LogTile tile)
    {
        public TileMark Mark => mark;

        public LogTile Tile => tile;

        /// <summary>Timestamp of the last read; under the cache's lock.</summary>
        public long Used { get; set; }
    }
}

/// <summary>Identifies the reports of a tile: it differs where reports were added or removed. A report never changes.</summary>
/// <param name="Tile">Number of the tile.</param>
/// <param name="First">Time of its first report, Unix milliseconds.</param>
/// <param name="Last">Time of its last report, Unix milliseconds.</param>
/// <param name="Count">How many reports there are.</param>
/// <param name="Sum">A sum of what identifies each of them.</param>
internal readonly record struct TileMark(long Tile, long First, long Last, long Count, long Sum);
