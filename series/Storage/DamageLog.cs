using System.Collections.Concurrent;

namespace Dcmon.TimeSeries.Storage;

/// <summary>Blocks that were found damaged while reading, until they are set aside. Any thread may add to it.</summary>
internal sealed class DamageLog
{
    private readonly ConcurrentDictionary<long, DamagedBlock> _found = new();

    /// <summary>A block of a client is damaged.</summary>
    public void Found(long client, BlockRow block, string reason) => _found.TryAdd(block.Id, new DamagedBlock(client, block, reason));

    /// <summary>What was found and has not been taken yet.</summary>
    public IReadOnlyList<DamagedBlock> Take()
    {
        var taken = new List<DamagedBlock>();
        foreach (var id in _found.Keys)
            if (_found.TryRemove(id, out var damaged))
                taken.Add(damaged);
        return taken;
    }
}

/// <summary>A block that cannot be read in full.</summary>
/// <param name="Client">The client's row id.</param>
/// <param name="Block">The block.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record DamagedBlock(long Client, BlockRow Block, string Reason);
