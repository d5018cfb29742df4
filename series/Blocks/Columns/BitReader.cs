using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Reads what <see cref="BitWriter"/> wrote.</summary>
/// <exception cref="BlockFormatException">Each method: the bytes end too early.</exception>
/// <param name="bytes">The bytes.</param>
/// <param name="at">The bit to begin with.</param>
internal ref struct BitReader(ReadOnlySpan<byte> bytes, long at = 0)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _at = at;

    /// <summary>Reads an integer of 0 to 64 bits.</summary>
    public ulong Read(int bits)
    {
        if (bits <= 56) return ReadShort(bits);
        var low = ReadShort(32);
        return low | ReadShort(bits - 32) << 32;
    }

    /// <summary>Reads an integer of 0 to 56 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadShort(int bits)
    {
        var first = (int)(_at >> 3);
        var word = first <= _bytes.Length - 8
            ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes[first..])
            : LastWord(first, bits);
        var value = word >> (int)(_at & 7) & ((1UL << bits) - 1);
        _at += bits;
        return value;
    }

    /// <summary>Ends reading.</summary>
    /// <returns>How many bytes were read, the last one perhaps in part.</returns>
    public readonly int Finish()
    {
        var size = (int)((_at + 7) >> 3);
        if ((_at & 7) != 0 && _bytes[size - 1] >> (int)(_at & 7) != 0)
            throw new BlockFormatException("The bits that fill up the last byte are not zero.");
        return size;
    }

    private readonly ulong LastWord(int first, int bits)
    {
        if (_at + bits > 8L * _bytes.Length)
            throw new BlockFormatException($"Truncated: {bits} bits expected, {8L * _bytes.Length - _at} are left.");
        ulong word = 0;
        for (var i = _bytes.Length - 1; i >= first; i--)
            word = word << 8 | _bytes[i];
        return word;
    }
}
