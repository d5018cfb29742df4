using System.Net;
using Dcmon.Settings;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// The HTTP proxy through which servers are reached, by CONNECT: one of the settings, or that of the environment as
/// curl reads it (<c>https_proxy</c>, <c>all_proxy</c>, <c>no_proxy</c>, also in capitals). User and password come from
/// the environment alone and are never part of <see cref="Address"/>.
/// </summary>
internal sealed class HttpProxy : IWebProxy
{
    /// <summary>The setting for the proxy of the environment.</summary>
    public const string OfEnvironment = "environment";

    /// <summary>The setting for no proxy.</summary>
    public const string None = "none";

    private readonly NoProxyList _direct;

    private HttpProxy(Uri address, ICredentials? credentials, NoProxyList direct) =>
        (Address, Credentials, _direct) = (address, credentials, direct);

    /// <summary>Where it is, such as <c>http://proxy.example:3128/</c>.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <summary>The proxy that a setting means; null for none.</summary>
    /// <param name="setting">A value that <see cref="IsSetting"/> accepts.</param>
    /// <param name="environment">Finds variables.</param>
    /// <exception cref="SettingsException">The environment's is malformed; the message does not show it.</exception>
    public static HttpProxy? Of(string setting, Func<string, string?> environment)
    {
        if (setting == None) return null;
        if (setting != OfEnvironment) return new HttpProxy(new Uri(setting), null, NoProxyList.Read(""));
        foreach (var name in new[] { "https_proxy", "all_proxy" })
            foreach (var variable in new[] { name, name.ToUpperInvariant() })
                if (environment(variable) is { Length: > 0 } text)
                    return FromEnvironment(variable, text, environment("no_proxy") ?? environment("NO_PROXY") ?? "");
        return null;
    }

    /// <summary>Whether a setting is one.</summary>
    public static bool IsSetting(string text) => text is OfEnvironment or None || TryRead(text) is { UserInfo: "" };

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => _direct.Contains(host.IdnHost, host.Port);

    private static HttpProxy FromEnvironment(string variable, string text, string direct)
    {
        var url = TryRead(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text)
            ?? throw new SettingsException([$"{variable} must be http://HOST:PORT or http://USER:PASSWORD@HOST:PORT; special characters in it as %XX."]);
        var parts = url.UserInfo.Split(':', 2);
        var credentials = parts is [{ Length: > 0 } user, ..]
            ? new NetworkCredential(Uri.UnescapeDataString(user), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "")
            : null;
        return new HttpProxy(new UriBuilder(url.Scheme, url.Host, url.Port).Uri, credentials, NoProxyList.Read(direct));
    }

    private static Uri? TryRead(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http", PathAndQuery: "/", Fragment: "", Host.Length: > 0 } ? url : null;
}
