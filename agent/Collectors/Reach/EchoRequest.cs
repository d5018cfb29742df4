using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Dcmon.Agent.Collectors.Reach;

/// <summary>
/// An ICMP echo request (RFC 792, RFC 4443): type, code, checksum, identifier and sequence number, then data by which
/// its reply is known. The kernel puts in the identifier of a ping socket, and the checksum but for raw sockets of
/// IPv4.
/// </summary>
internal sealed class EchoRequest
{
    private const int HeaderLength = 8;
    private const int DataLength = 32;

    private readonly byte[] _bytes = new byte[HeaderLength + DataLength];
    private readonly byte _replyType;

    /// <summary>Makes a request with random data, which a forged reply cannot have.</summary>
    public EchoRequest(AddressFamily family, ushort sequence)
    {
        var isV6 = family == AddressFamily.InterNetworkV6;
        _replyType = isV6 ? (byte)129 : (byte)0;
        _bytes[0] = isV6 ? (byte)128 : (byte)8;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(4), (ushort)Environment.ProcessId);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(6), sequence);
        RandomNumberGenerator.Fill(_bytes.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(2), Checksum(_bytes));
    }

    /// <summary>The request.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>True for the reply to this request.</summary>
    /// <param name="packet">The packet that was received.</param>
    /// <param name="isRaw">Whether it came by a raw socket: with IPv4 the packet's header comes first.</param>
    public bool IsAnsweredBy(ReadOnlySpan<byte> packet, bool isRaw)
    {
        if (isRaw && _replyType == 0 && packet.Length > 0) packet = packet[Math.Min(packet.Length, (packet[0] & 0xF) * 4)..];
        return packet.Length == _bytes.Length && packet[0] == _replyType && packet[1] == 0 && packet[6..].SequenceEqual(_bytes.AsSpan(6));
    }

    /// <summary>The Internet checksum (RFC 1071).</summary>
    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
