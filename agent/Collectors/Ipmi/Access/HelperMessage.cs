using System.Buffers.Binary;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>
/// A message between agent and BMC helper: its length, 4 bytes, big-endian, and so many bytes. A connection carries one
/// question, which is the text of a <see cref="BmcQuestion"/>, and its answer, a <see cref="Tools.ToolAnswer"/>.
/// </summary>
internal static class HelperMessage
{
    private const int LengthBytes = sizeof(uint);

    /// <summary>Writes one.</summary>
    /// <exception cref="IOException">The other side has gone.</exception>
    public static async Task WriteAsync(Stream target, ReadOnlyMemory<byte> content, CancellationToken stop)
    {
        var message = new byte[LengthBytes + content.Length];
        BinaryPrimitives.WriteUInt32BigEndian(message, (uint)content.Length);
        content.CopyTo(message.AsMemory(LengthBytes));
        await target.WriteAsync(message, stop);
    }

    /// <summary>Reads one.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="most">The most bytes to take.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="FormatException">It is longer than that; the message says so.</exception>
    /// <exception cref="IOException">It ends before its end.</exception>
    public static async Task<byte[]> ReadAsync(Stream source, long most, CancellationToken stop)
    {
        var start = new byte[LengthBytes];
        await source.ReadExactlyAsync(start, stop);
        var length = BinaryPrimitives.ReadUInt32BigEndian(start);
        if (length > most) throw new FormatException($"a message of {length} bytes, where {most} are the most");
        var content = new byte[length];
        await source.ReadExactlyAsync(content, stop);
        return content;
    }
}
