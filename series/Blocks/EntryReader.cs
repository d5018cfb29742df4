namespace Dcmon.TimeSeries.Blocks;

/// <summary>
/// Gives the bytes of an entry of a block, as its <see cref="BlockHead"/> places them. They are valid until it is called again.
/// </summary>
/// <param name="entry">Number of the entry.</param>
public delegate ReadOnlySpan<byte> EntryReader(int entry);
