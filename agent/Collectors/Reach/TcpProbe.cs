using System.Net;
using System.Net.Sockets;

namespace Dcmon.Agent.Collectors.Reach;

/// <summary>Opens a connection, and closes it.</summary>
internal sealed class TcpProbe(int port, TimeProvider time) : IProbe
{
    /// <inheritdoc/>
    public async Task<ProbeAnswer> AskAsync(IPAddress[] addresses, CancellationToken stop)
    {
        var askedAt = time.GetTimestamp();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(addresses, port, stop);
            return new ProbeAnswer(time.GetElapsedTime(askedAt));
        }
        catch (SocketException error)
        {
            return new ProbeAnswer(time.GetElapsedTime(askedAt), error.Message);
        }
    }
}
