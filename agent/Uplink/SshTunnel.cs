using System.Globalization;
using System.Net;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// Reaches servers through another host by the system's OpenSSH: each connection is an <c>ssh -W</c> of its own, whose
/// standard input and output are the connection. So there is no port or socket that others could use, a tunnel that
/// drops is a lost connection like any other and is made anew with the next, and none outlives the agent. Nothing of
/// the user's SSH configuration counts.
/// </summary>
internal sealed class SshTunnel(SshTarget target, SshDirectory directory, ToolRunner tools, KillGroup group)
{
    /// <summary>The host that it goes through.</summary>
    public SshTarget Target => target;

    /// <summary>Opens a connection to a server; whether it comes about is seen when the stream is read.</summary>
    /// <exception cref="SshTunnelException">There is no ssh, or no key.</exception>
    public Stream Connect(DnsEndPoint server)
    {
        var ssh = tools.Find("ssh") ?? throw new SshTunnelException($"uplink.tunnel is set to {target}, but OpenSSH's ssh is not installed (package openssh-client)");
        if (!File.Exists(directory.Key)) throw new SshTunnelException($"the SSH tunnel through {target} has no key yet; make one: dcmon-agent tunnel-key");
        var start = group.Start(ssh, Arguments(server));
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.Environment.Clear();
        (start.Environment["PATH"], start.Environment["LC_ALL"]) = ("/usr/bin:/bin", "C");
        start.WorkingDirectory = "/";
        return new SshStream(System.Diagnostics.Process.Start(start)!, target);
    }

    private string[] Arguments(DnsEndPoint server) =>
    [
        "-F", "none", "-T", "-i", directory.Key, "-l", target.User, "-p", target.Port.ToString(CultureInfo.InvariantCulture),
        .. new[]
        {
            "BatchMode=yes", "IdentitiesOnly=yes", "IdentityAgent=none", "PreferredAuthentications=publickey",
            "StrictHostKeyChecking=yes", $"UserKnownHostsFile={directory.KnownHosts}", "GlobalKnownHostsFile=/dev/null", "UpdateHostKeys=no",
            "ConnectTimeout=10", "ServerAliveInterval=15", "ServerAliveCountMax=3", "ControlPath=none",
        }.SelectMany(option => new[] { "-o", option }),
        "-W", $"{(server.Host.Contains(':') ? $"[{server.Host}]" : server.Host)}:{server.Port}", "--", target.Host,
    ];
}

/// <summary>There is no way through the tunnel; the message says why, in ssh's words.</summary>
internal sealed class SshTunnelException(string message) : IOException(message);
