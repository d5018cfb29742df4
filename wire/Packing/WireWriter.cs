using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Dcmon.Wire.Packing;

/// <summary>
/// A growing byte buffer with the few primitives of dcmon's formats: little-endian integers, LEB128 varints, and
/// UTF-8 texts with their length in front. Reusable: <see cref="Clear"/> keeps the memory.
/// </summary>
public sealed class WireWriter
{
    private byte[] _buffer = new byte[256];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    /// <summary>Writes one byte.</summary>
    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>Writes bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>Writes 8 bytes, little-endian.</summary>
    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    /// <summary>Writes an unsigned integer in 1 to 10 bytes, 7 bits each, lowest first (LEB128).</summary>
    public void Varint(ulong value)
    {
        var size = Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);
        var target = Take(size);
        for (var i = 0; i < size - 1; i++, value >>= 7)
            target[i] = (byte)(value | 0x80);
        target[size - 1] = (byte)value;
    }

    /// <summary>Writes a text: its length in bytes as a varint, then UTF-8.</summary>
    public void Text(string value)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)size);
        Encoding.UTF8.GetBytes(value, Take(size));
    }

    /// <summary>Takes room for bytes that the caller fills in.</summary>
    public Span<byte> Take(int count)
    {
        if (_buffer.Length - Length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        var taken = _buffer.AsSpan(Length, count);
        Length += count;
        return taken;
    }

    /// <summary>Bytes written before, to be filled in now that they are known, such as a length in front.</summary>
    public Span<byte> Overwrite(int at, int count) => _buffer.AsSpan(0, Length).Slice(at, count);

    /// <summary>Gives back the last bytes of what was taken.</summary>
    public void GiveBack(int count) => Length -= count;
}
