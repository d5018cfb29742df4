using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Sql;

/// <summary>
/// Knows which reports are in blocks, so that one that is sent again after its block was made is still stored once.
/// Belongs to the writer's thread.
/// </summary>
internal sealed class SealedReports
{
    /// <summary>Agents resend a backlog in order, so that few blocks are needed at a time.</summary>
    private const int MaxRemembered = 64;

    private readonly Dictionary<long, RowKeys> _blocks = [];

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

    private static RowKeys Read(SqlSnapshot snapshot, BlockRow block)
    {
        try
        {
            return RowKeys.Read(snapshot, block);
        }
        catch (BlockFormatException)
        {
            // The block's readers report the damage; what it held is unknown.
            return new RowKeys([], []);
        }
    }
}
