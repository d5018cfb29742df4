using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Dcmon.Wire.Reports;

/// <summary>The name of a schema: the first 128 bits of the SHA-256 of its encoding.</summary>
public readonly record struct SchemaHash(UInt128 Value)
{
    /// <summary>Size on the wire, bytes.</summary>
    public const int Size = 16;

    /// <summary>The hash of an encoded schema.</summary>
    public static SchemaHash Of(ReadOnlySpan<byte> encodedSchema)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(encodedSchema, digest);
        return Read(digest);
    }

    /// <summary>Reads the first <see cref="Size"/> bytes.</summary>
    public static SchemaHash Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> target) => BinaryPrimitives.WriteUInt128BigEndian(target, Value);

    /// <summary>The <see cref="Size"/> bytes of the hash.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
