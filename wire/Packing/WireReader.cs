using System.Buffers.Binary;
using System.Text;

namespace Dcmon.Wire.Packing;

/// <summary>Reads what <see cref="WireWriter"/> wrote. Every read checks its bounds: the bytes are untrusted.</summary>
/// <exception cref="WireFormatException">Each method: the bytes end too early or are out of range.</exception>
public ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at = 0;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Left => _bytes.Length - _at;

    /// <summary>Reads one byte.</summary>
    public byte Byte() => Bytes(1)[0];

    /// <summary>Reads bytes as they are.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > Left)
            throw new WireFormatException($"Truncated: {count} bytes expected at offset {_at}, {Left} are left.");
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    /// <summary>Reads 8 bytes, little-endian.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    /// <summary>Reads a LEB128 varint of at most 64 bits.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1) break;
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw new WireFormatException($"A varint before offset {_at} is longer than 64 bits.");
    }

    /// <summary>Reads a count or a length that may be at most <paramref name="max"/>.</summary>
    public int Count(int max, string what)
    {
        var value = Varint();
        return value <= (ulong)max ? (int)value : throw new WireFormatException($"{what}: {value}, at most {max} are accepted.");
    }

    /// <summary>Reads a text of at most <paramref name="maxLength"/> characters.</summary>
    public string Text(int maxLength, string what)
    {
        var bytes = Bytes(Count(maxLength * 4, $"Bytes of {what}"));
        try
        {
            var text = Strict.GetString(bytes);
            return text.Length <= maxLength
                ? text
                : throw new WireFormatException($"{what} has {text.Length} characters, at most {maxLength} are accepted.");
        }
        catch (DecoderFallbackException)
        {
            throw new WireFormatException($"{what} before offset {_at} is not UTF-8.");
        }
    }
}
