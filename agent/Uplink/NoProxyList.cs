using System.Globalization;
using System.Net;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// The variable <c>NO_PROXY</c>: hosts that are reached without the proxy, parted by commas. A name stands for itself
/// and all below it, with a dot in front or without; <c>*</c> for all; addresses and networks (<c>10.0.0.0/8</c>) for
/// themselves. A port may follow.
/// </summary>
internal sealed class NoProxyList
{
    private readonly List<(string Host, IPNetwork? Network, int? Port)> _entries = [];

    private NoProxyList()
    {
    }

    /// <summary>Reads the list; what makes no sense matches nothing.</summary>
    public static NoProxyList Read(string text)
    {
        var list = new NoProxyList();
        foreach (var entry in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (host, port) = Part(entry);
            IPNetwork? network = IPNetwork.TryParse(host, out var parsed) ? parsed
                : IPAddress.TryParse(host, out var address) ? Only(address)
                : null;
            list._entries.Add((host.TrimStart('.'), network, port));
        }

        return list;
    }

    /// <summary>Whether a host is on the list.</summary>
    /// <param name="host">Its name or address.</param>
    /// <param name="port">Its port.</param>
    public bool Contains(string host, int port)
    {
        IPAddress.TryParse(host, out var address);
        return _entries.Exists(each => (each.Port is null || each.Port == port) && (each.Host == "*"
            || (address is not null ? each.Network?.Contains(address) ?? false : IsAtOrBelow(host.TrimEnd('.'), each.Host))));
    }

    private static bool IsAtOrBelow(string host, string name) =>
        host.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (host.EndsWith(name, StringComparison.OrdinalIgnoreCase) && name.Length > 0 && host[^(name.Length + 1)] == '.');

    /// <summary>Parts host and port; an IPv6 address without brackets has no port.</summary>
    private static (string Host, int? Port) Part(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var isPort = colon >= 0 && (entry.IndexOf(':') == colon || entry[colon - 1] == ']')
            && int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var host = (isPort ? entry[..colon] : entry).Trim('[', ']');
        return (host, isPort ? int.Parse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture) : null);
    }

    private static IPNetwork Only(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
