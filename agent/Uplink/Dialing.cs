using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// How connections to servers come about: directly, through an HTTP proxy, or through SSH. TLS goes from end to end in
/// any case.
/// </summary>
/// <param name="Proxy">Says which servers are reached through it; null: none.</param>
/// <param name="Tunnel">Every server is reached through it, and no proxy is used; null: no tunnel.</param>
internal sealed record Dialing(HttpProxy? Proxy = null, SshTunnel? Tunnel = null)
{
    /// <summary>Directly.</summary>
    public static Dialing Direct { get; } = new();

    /// <summary>As the settings say.</summary>
    /// <exception cref="Dcmon.Settings.SettingsException">The environment's proxy is malformed.</exception>
    /// <param name="settings">The section <c>uplink</c>.</param>
    /// <param name="state">The state directory, where the tunnel's key is.</param>
    /// <param name="tools">Finds OpenSSH.</param>
    /// <param name="group">Starts it.</param>
    public static Dialing Of(UplinkSettings settings, string state, ToolRunner tools, KillGroup group) =>
        SshTarget.TryParse(settings.Tunnel) is { } target
            ? new Dialing(Tunnel: new SshTunnel(target, new SshDirectory(state), tools, group))
            : new Dialing(HttpProxy.Of(settings.Proxy, Environment.GetEnvironmentVariable));

    /// <summary>Sets up what makes connections.</summary>
    public void Apply(SocketsHttpHandler handler)
    {
        (handler.UseProxy, handler.Proxy) = (Tunnel is null && Proxy is not null, Tunnel is null ? Proxy : null);
        if (Tunnel is { } tunnel) handler.ConnectCallback = (context, _) => ValueTask.FromResult(tunnel.Connect(context.DnsEndPoint));
    }

    /// <summary>How a server is reached, behind its address in messages: empty where directly.</summary>
    public string Describe(Uri server) =>
        Tunnel is not null ? $" through {Tunnel.Target}" : Proxy is not null && !Proxy.IsBypassed(server) ? $" through the proxy {Proxy.Address}" : "";
}
