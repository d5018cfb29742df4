using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Sql;

/// <summary>
/// Knows which reports are in blocks, so that one that is sent again after its block was made is still stored once.
/// Belongs to the writer's thread.
/// </summary>
internal sealed class SealedReports
{
    /// <summary>Agents resend a backlog in order, so that few blocks are needed at a time.</summary>
    private const int MaxRemembered = 64;

    private readonly Dictionary<long, Keys> _blocks = [];

    /// <summary>Whether a block of the client holds this report.</summary>
    public bool Contain(SqlSnapshot snapshot, long client, long time, long sequence)
    {
        // A span of one millisecond lies in one block at most.
        if (snapshot.Blocks(client, Tier.Raw, time - 1, time) is not [var block]) return false;
        if (!_blocks.TryGetValue(block.Id, out var keys))
        {
            if (_blocks.Count >= MaxRemembered) _blocks.Clear();
            _blocks[block.Id] = keys = Read(snapshot, block);
        }

        return keys.Contain(time, sequence);
    }

    private static Keys Read(SqlSnapshot snapshot, Storage.BlockRow block)
    {
        try
        {
            var head = block.ReadHead();
            return new Keys(Column(snapshot, block, head, 0), Column(snapshot, block, head, 1));
        }
        catch (BlockFormatException)
        {
            // The block's readers report the damage; what it held is unknown.
            return new Keys([], []);
        }
    }

    private static long[] Column(SqlSnapshot snapshot, Storage.BlockRow block, BlockHead head, int entry)
    {
        var bytes = new byte[head[entry].Length];
        snapshot.ReadData(block, head[entry].Offset, bytes);
        var values = new long[head.Rows];
        BlockReader.ReadLongs(head, entry, bytes, values);
        return values;
    }

    private readonly record struct Keys(long[] Times, long[] Sequences)
    {
        public bool Contain(long time, long sequence)
        {
            var at = Array.BinarySearch(Times, time);
            if (at < 0) return false;
            // Several reports may have the same time.
            while (at > 0 && Times[at - 1] == time) at--;
            for (; at < Times.Length && Times[at] == time; at++)
                if (Sequences[at] == sequence)
                    return true;
            return false;
        }
    }
}
