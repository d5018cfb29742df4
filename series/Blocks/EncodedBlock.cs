namespace Dcmon.TimeSeries.Blocks;

/// <summary>A block as it is stored.</summary>
/// <param name="Head">What <see cref="BlockHead.Read"/> reads.</param>
/// <param name="Data">The entries, one after the other.</param>
public readonly record struct EncodedBlock(byte[] Head, byte[] Data);
