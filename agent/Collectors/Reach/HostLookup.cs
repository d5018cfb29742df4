using System.Net;
using System.Net.Sockets;

namespace Dcmon.Agent.Collectors.Reach;

/// <summary>
/// Finds the addresses of a host in bounded time. A lookup that hangs holds a thread; a second one is not begun beside
/// it.
/// </summary>
internal sealed class HostLookup(string host)
{
    private Task<IPAddress[]>? _lookup;

    /// <summary>The addresses.</summary>
    /// <param name="stop">Ends the wait, not the lookup.</param>
    /// <exception cref="ReachException">There are none.</exception>
    public async Task<IPAddress[]> FindAsync(CancellationToken stop)
    {
        try
        {
            if (_lookup is not { IsCompleted: false }) _lookup = Dns.GetHostAddressesAsync(host, CancellationToken.None);
            var addresses = await _lookup.WaitAsync(stop);
            return addresses.Length > 0 ? addresses : throw new ReachException($"{host} has no address");
        }
        catch (SocketException error)
        {
            throw new ReachException($"{host} has no address: {error.Message}", error);
        }
    }
}
