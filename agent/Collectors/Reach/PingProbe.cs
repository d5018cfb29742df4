using System.Net;
using System.Net.Sockets;

namespace Dcmon.Agent.Collectors.Reach;

/// <summary>
/// Sends an echo request and waits for its reply, without a program beside: by a ping socket, or a raw one.
/// </summary>
internal sealed class PingProbe(TimeProvider time) : IProbe
{
    private int _sequence;

    /// <inheritdoc/>
    public async Task<ProbeAnswer> AskAsync(IPAddress[] addresses, CancellationToken stop)
    {
        var address = Array.Find(addresses, each => each.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        using var socket = Open(address);
        var echo = new EchoRequest(address.AddressFamily, (ushort)Interlocked.Increment(ref _sequence));
        var answer = new byte[2048];
        var askedAt = time.GetTimestamp();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, 0), stop);
            askedAt = time.GetTimestamp();
            await socket.SendAsync(echo.Bytes, SocketFlags.None, stop);
            while (true)
            {
                // A raw socket receives everything that comes from there.
                var length = await socket.ReceiveAsync(answer, SocketFlags.None, stop);
                if (echo.IsAnsweredBy(answer.AsSpan(0, length), isRaw: socket.SocketType == SocketType.Raw))
                    return new ProbeAnswer(time.GetElapsedTime(askedAt));
            }
        }
        catch (SocketException error)
        {
            return new ProbeAnswer(time.GetElapsedTime(askedAt), error.Message);
        }
    }

    private static Socket Open(IPAddress address)
    {
        var protocol = address.AddressFamily == AddressFamily.InterNetworkV6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp;
        try
        {
            return new Socket(address.AddressFamily, SocketType.Dgram, protocol);
        }
        catch (SocketException)
        {
            // The agent's group is not in the kernel's range: a raw socket needs a capability.
        }

        try
        {
            return new Socket(address.AddressFamily, SocketType.Raw, protocol);
        }
        catch (SocketException error)
        {
            throw new ReachException("ping is not permitted: widen the sysctl net.ipv4.ping_group_range to the agent's group, or give it CAP_NET_RAW", error);
        }
    }
}
