using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// Rows, heads and entries of blocks that were read lately, as they are in the database. A block never changes and its row id is never
/// used twice, so nothing in here goes stale. To read an entry anew, a database walks through all pages of the block before it.
/// Any number of threads may use it.
/// </summary>
/// <param name="room">Bytes of one generation; there are two.</param>
internal sealed class BlockCache(long room = 6 * 1024 * 1024)
{
    /// <summary>What an entry takes beyond its bytes, roughly: its place in a table, and the array's own head.</summary>
    private const int Overhead = 100;

    private readonly Lock _lock = new();
    private Generation _young = new();
    private Generation _old = new();

    /// <summary>The rows of these blocks, in the same order. Rows that are not intact are not cached.</summary>
    /// <param name="snapshot">Where to read those that are not known.</param>
    /// <param name="client">The client's row id.</param>
    /// <param name="keys">All blocks of a tier that overlap (after, until], in order of time.</param>
    /// <param name="after">Unix milliseconds.</param>
    /// <param name="until">Unix milliseconds.</param>
    public IReadOnlyList<BlockRow> Rows(ISeriesSnapshot snapshot, long client, IReadOnlyList<BlockKey> keys, long after, long until)
    {
        if (keys.Count == 0) return [];
        if (Known(keys) is { } known) return known;
        var rows = snapshot.Blocks(client, keys[0].Tier, after, until);
        lock (_lock)
            foreach (var row in rows)
                if (row.IsIntact) Keep(row);
        return rows;
    }

    /// <summary>The head of a block, checked.</summary>
    /// <exception cref="BlockFormatException">The row or its head is damaged.</exception>
    public BlockHead Head(BlockRow block)
    {
        lock (_lock)
        {
            if (_young.Heads.TryGetValue(block.Id, out var young)) return young;
            if (_old.Heads.TryGetValue(block.Id, out var old)) return Keep(block.Id, old);
        }

        var head = block.ReadHead();
        lock (_lock) return Keep(block.Id, head);
    }

    /// <summary>The bytes of an entry. They must not be changed; decoding checks them.</summary>
    /// <exception cref="BlockFormatException">The block's data ends before.</exception>
    public byte[] Entry(ISeriesSnapshot snapshot, BlockRow block, BlockHead head, int entry)
    {
        var key = (block.Id, entry);
        lock (_lock)
        {
            if (_young.Entries.TryGetValue(key, out var young)) return young;
            if (_old.Entries.TryGetValue(key, out var old)) return Keep(key, old);
        }

        var (offset, length, _) = head[entry];
        var bytes = new byte[length];
        snapshot.ReadData(block, offset, bytes);
        lock (_lock) return Keep(key, bytes);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_lock) (_old, _young) = (new Generation(), new Generation());
    }

    private List<BlockRow>? Known(IReadOnlyList<BlockKey> keys)
    {
        var rows = new List<BlockRow>(keys.Count);
        lock (_lock)
            foreach (var key in keys)
            {
                if (!_young.Rows.TryGetValue(key.Id, out var row) && _old.Rows.TryGetValue(key.Id, out row)) Keep(row);
                if (row is null) return null;
                rows.Add(row);
            }

        return rows;
    }

    private void Keep(BlockRow row)
    {
        if (_young.Rows.TryAdd(row.Id, row)) Grow(row.Head.Length);
    }

    private BlockHead Keep(long block, BlockHead head)
    {
        _young.Heads[block] = head;
        Grow(8 * head.Entries);
        return head;
    }

    private byte[] Keep((long Block, int Entry) key, byte[] bytes)
    {
        _young.Entries[key] = bytes;
        Grow(bytes.Length);
        return bytes;
    }

    /// <summary>Evicts what was not used during a whole generation.</summary>
    private void Grow(int bytes)
    {
        _young.Bytes += Overhead + bytes;
        if (_young.Bytes > room) (_old, _young) = (_young, new Generation());
    }

    private sealed class Generation
    {
        public readonly Dictionary<long, BlockRow> Rows = [];
        public readonly Dictionary<long, BlockHead> Heads = [];
        public readonly Dictionary<(long Block, int Entry), byte[]> Entries = [];
        public long Bytes;
    }
}
