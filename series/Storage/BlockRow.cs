using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Storage;

/// <summary>A block as its database knows it, without its data.</summary>
/// <param name="Id">Row id; never used twice.</param>
/// <param name="Tier">What its rows are.</param>
/// <param name="Start">Unix milliseconds; the block holds the client's reports of (start, stop].</param>
/// <param name="Stop">Unix milliseconds.</param>
/// <param name="Schema">Row id of the schema that names its columns.</param>
/// <param name="Head">The encoded <see cref="BlockHead"/>.</param>
internal sealed record BlockRow(long Id, Tier Tier, long Start, long Stop, long Schema, byte[] Head);
