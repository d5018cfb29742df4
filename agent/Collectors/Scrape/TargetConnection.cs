using System.Net;
using System.Net.Sockets;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Scrape;

/// <summary>
/// Connects to a target: to its unix socket, or to its host, which must be this machine unless the settings say
/// otherwise.
/// </summary>
internal static class TargetConnection
{
    /// <summary>Opens a connection.</summary>
    /// <exception cref="ScrapeException">The host is another machine.</exception>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async ValueTask<Stream> OpenAsync(ScrapeSettings settings, DnsEndPoint host, CancellationToken stop)
    {
        if (settings.Socket.Length > 0) return await SocketStream.OpenAsync(settings.Socket, stop);
        var addresses = await Dns.GetHostAddressesAsync(host.Host, stop);
        // Looked at here, where the connection is made: a name may mean another address the next time.
        var allowed = settings.AllowRemote ? addresses : Array.FindAll(addresses, IPAddress.IsLoopback);
        if (allowed.Length == 0)
            throw new ScrapeException($"{host.Host} is {addresses.FirstOrDefault()}, not this machine's loopback; set allow_remote: true to scrape it");
        return await SocketStream.OpenAsync(new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
            socket => socket.ConnectAsync(allowed, host.Port, stop));
    }
}
