using System.Buffers.Binary;
using System.Numerics;

namespace Dcmon.Wire.Packing;

/// <summary>
/// Packs the values of one report, bit-exactly. Most of what machines report is an integer or has up to three
/// decimals; such a value is stored as an integer in as few bytes as it needs.
/// <para>
/// A value is one head byte, <c>[more:1][bits:4][form:3]</c>, then, while <c>more</c> is set, bytes of 7 bits each,
/// lowest first. Form 0 is "no value"; forms 1–4 are a zigzag integer to be divided by 1, 10, 100, 1000; form 7 is
/// followed by the 8 bytes of a double, little-endian.
/// </para>
/// </summary>
public static class ValuePacking
{
    private const byte Missing = 0;
    private const byte Raw = 7;
    private const int LargestSize = 9;

    /// <summary>Integers up to this size are exact in a double: 2^53.</summary>
    private const double LargestInteger = 9007199254740992;

    private static readonly double[] Scales = [1, 10, 100, 1000];

    /// <summary>Appends the packed values. NaN is written as "no value".</summary>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public static void Pack(ReadOnlySpan<double> values, WireWriter target)
    {
        foreach (var value in values)
        {
            var room = target.Take(LargestSize);
            target.GiveBack(LargestSize - PackOne(value, room));
        }
    }

    /// <summary>Reads exactly <c>values.Length</c> values; "no value" becomes NaN.</summary>
    /// <exception cref="WireFormatException">Too few or too many bytes, an unknown form, or a value that is not finite.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<double> values)
    {
        var at = 0;
        for (var i = 0; i < values.Length; i++)
            values[i] = UnpackOne(packed, ref at);
        if (at != packed.Length)
            throw new WireFormatException($"{packed.Length - at} bytes are left after the {values.Length} values of the schema.");
    }

    /// <summary>Reads some of the values and steps over the others, which costs a fraction of unpacking them.</summary>
    /// <param name="packed">Packed values.</param>
    /// <param name="indexes">Which ones, ascending.</param>
    /// <param name="values">Gets as many.</param>
    /// <exception cref="WireFormatException">The values end too early, or one that is read is malformed.</exception>
    public static void Pick(ReadOnlySpan<byte> packed, ReadOnlySpan<int> indexes, Span<double> values)
    {
        var at = 0;
        var index = 0;
        for (var i = 0; i < indexes.Length; i++, index++)
        {
            for (; index < indexes[i]; index++)
                at = Skip(packed, at);
            values[i] = UnpackOne(packed, ref at);
        }
    }

    /// <summary>Where the value after the one at <paramref name="at"/> begins.</summary>
    private static int Skip(ReadOnlySpan<byte> packed, int at)
    {
        if (at >= packed.Length) throw Truncated(at);
        if ((packed[at] & 7) == Raw) return at + LargestSize;
        while (packed[at] >= 0x80)
            if (++at >= packed.Length)
                throw Truncated(at);
        return at + 1;
    }

    private static int PackOne(double value, Span<byte> room)
    {
        if (double.IsNaN(value))
        {
            room[0] = Missing;
            return 1;
        }

        if (double.IsInfinity(value))
            throw new ArgumentException("An infinite value cannot be reported; leave it out (NaN).");

        for (var i = 0; i < Scales.Length; i++)
        {
            var scaled = Math.Round(value * Scales[i]);
            if (Math.Abs(scaled) >= LargestInteger) break;
            // Through an integer, as unpacking does, and bits, not ==: minus zero must come back as minus zero.
            var integer = (long)scaled;
            if (BitConverter.DoubleToInt64Bits(integer / Scales[i]) == BitConverter.DoubleToInt64Bits(value))
                return PackInteger(integer, i + 1, room);
        }

        room[0] = Raw;
        BinaryPrimitives.WriteDoubleLittleEndian(room[1..], value);
        return LargestSize;
    }

    private static int PackInteger(long value, int form, Span<byte> room)
    {
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        var rest = zigzag >> 4;
        room[0] = (byte)((rest != 0 ? 0x80 : 0) | (int)(zigzag & 0xf) << 3 | form);
        var size = 1;
        for (; rest != 0; rest >>= 7)
            room[size++] = (byte)(rest >= 0x80 ? rest | 0x80 : rest);
        return size;
    }

    /// <summary>
    /// A value of up to 8 bytes that is an integer to be divided, which nearly all are, is taken in one load: form and integer
    /// together are one number of 7 bits a byte.
    /// </summary>
    private static double UnpackOne(ReadOnlySpan<byte> packed, ref int at)
    {
        if (packed.Length - at < 8) return UnpackByBytes(packed, ref at);
        var word = BinaryPrimitives.ReadUInt64LittleEndian(packed[at..]);
        var ends = ~word & 0x8080_8080_8080_8080;
        // Up to its own last byte; without the bits that say whether more follow; then gaps of 1, 2 and 4 bits are closed.
        word &= ends ^ (ends - 1);
        word &= 0x7f7f_7f7f_7f7f_7f7f;
        word = (word & 0x7f00_7f00_7f00_7f00) >> 1 | (word & 0x007f_007f_007f_007f);
        word = (word & 0x3fff_0000_3fff_0000) >> 2 | (word & 0x0000_3fff_0000_3fff);
        word = (word & 0x0fff_ffff_0000_0000) >> 4 | (word & 0x0000_0000_0fff_ffff);
        var form = (int)(word & 7);
        if (ends == 0 || form is < 1 or > 4) return UnpackByBytes(packed, ref at);
        at += (BitOperations.TrailingZeroCount(ends) >> 3) + 1;
        return Integer(word >> 3) / Scales[form - 1];
    }

    private static double UnpackByBytes(ReadOnlySpan<byte> packed, ref int at)
    {
        if (at >= packed.Length) throw Truncated(at);
        var head = packed[at++];
        var form = head & 7;
        if (form == Missing && head == Missing) return double.NaN;
        if (form == Raw && head == Raw) return UnpackRaw(packed, ref at);
        if (form is < 1 or > 4) throw new WireFormatException($"The value at offset {at - 1} has the unknown form {head:x2}.");

        var zigzag = (ulong)(head >> 3 & 0xf);
        var shift = 4;
        for (var more = head >= 0x80; more; shift += 7)
        {
            if (at >= packed.Length) throw Truncated(at);
            if (shift > 53) throw new WireFormatException($"The integer before offset {at} is longer than 54 bits.");
            var next = packed[at++];
            zigzag |= (ulong)(next & 0x7f) << shift;
            more = next >= 0x80;
        }

        return Integer(zigzag) / Scales[form - 1];
    }

    private static long Integer(ulong zigzag) => (long)(zigzag >> 1) ^ -(long)(zigzag & 1);

    private static double UnpackRaw(ReadOnlySpan<byte> packed, ref int at)
    {
        if (packed.Length - at < 8) throw Truncated(at);
        var value = BinaryPrimitives.ReadDoubleLittleEndian(packed[at..]);
        at += 8;
        return double.IsFinite(value)
            ? value
            : throw new WireFormatException($"The value before offset {at} is {value}; only finite values are accepted.");
    }

    private static WireFormatException Truncated(int at) => new($"The values end too early, at offset {at}.");
}
