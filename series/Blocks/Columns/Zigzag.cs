namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Signed integers as unsigned ones, small by size: 0, −1, 1, −2, 2 … are 0, 1, 2, 3, 4 …</summary>
internal static class Zigzag
{
    /// <summary>Signed to unsigned.</summary>
    public static ulong Encode(long value) => (ulong)(value << 1) ^ (ulong)(value >> 63);

    /// <summary>Unsigned to signed.</summary>
    public static long Decode(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
