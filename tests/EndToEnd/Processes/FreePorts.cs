using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dcmon.EndToEnd.Processes;

/// <summary>
/// Ports for servers that are started again on the same ones. They lie below those that the kernel gives to outgoing connections: one of
/// them, an agent's that knocks while the server is away, could otherwise sit on the server's port when it comes back.
/// </summary>
internal static class FreePorts
{
    private const int Lowest = 10_000;

    /// <summary>The first of so many free ports in a row.</summary>
    public static int Take(int count)
    {
        var range = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t');
        var highest = int.Parse(range[0], CultureInfo.InvariantCulture) - count;
        for (var left = 100; left > 0; left--)
        {
            var first = Random.Shared.Next(Lowest, highest);
            if (Enumerable.Range(first, count).All(IsFree)) return first;
        }

        throw new InvalidOperationException($"No {count} free ports in a row between {Lowest} and {highest}.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
