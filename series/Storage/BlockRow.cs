using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Storage;

/// <summary>A block as its database knows it, without its data.</summary>
/// <param name="Id">Row id; never used twice.</param>
/// <param name="Tier">What its rows are.</param>
/// <param name="Start">Unix milliseconds; the block holds the client's reports of (start, stop].</param>
/// <param name="Stop">Unix milliseconds.</param>
/// <param name="Schema">Row id of the schema that names its columns.</param>
/// <param name="Head">The encoded <see cref="BlockHead"/>.</param>
/// <param name="IsIntact">False where the row does not have its checksum any more: none of the rest can be trusted.</param>
internal sealed record BlockRow(long Id, Tier Tier, long Start, long Stop, long Schema, byte[] Head, bool IsIntact = true)
{
    /// <summary>Reads the head.</summary>
    /// <exception cref="BlockFormatException">The row or its head is damaged.</exception>
    public BlockHead ReadHead() => IsIntact ? BlockHead.Read(Head) : throw new BlockFormatException("The row does not match its checksum.");
}

/// <summary>Where a block lies.</summary>
/// <param name="Id">Row id; never used twice.</param>
/// <param name="Tier">What its rows are.</param>
/// <param name="Start">Unix milliseconds.</param>
/// <param name="Stop">Unix milliseconds.</param>
internal readonly record struct BlockKey(long Id, Tier Tier, long Start, long Stop);
