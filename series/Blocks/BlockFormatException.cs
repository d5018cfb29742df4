namespace Dcmon.TimeSeries.Blocks;

/// <summary>The bytes of a block are damaged, or of a version that this program does not know; the message says what was found.</summary>
public sealed class BlockFormatException(string message) : Exception(message);
