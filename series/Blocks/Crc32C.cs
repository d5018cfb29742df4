using System.Buffers.Binary;
using System.Numerics;

namespace Dcmon.TimeSeries.Blocks;

/// <summary>
/// CRC-32C (Castagnoli; RFC 3720, appendix B.4): the CRC that processors compute by themselves. It finds every change
/// of up to 3 bits, and every burst of up to 32, in what a block may hold.
/// </summary>
internal static class Crc32C
{
    /// <summary>The checksum of bytes; of "123456789" it is E3069283 (hexadecimal).</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The checksum of what comes before them, to have one of both; 0 where nothing does.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var crc = ~before;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var each in bytes)
            crc = BitOperations.Crc32C(crc, each);
        return ~crc;
    }
}
