using System.CommandLine;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Settings;
using Dcmon.Agent.Tools;
using Dcmon.Agent.Uplink;
using Dcmon.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent tunnel-key</c>: the key of the SSH tunnel, and the host that it trusts.</summary>
internal static class TunnelKeyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var hostKey = new Option<string[]>("--host-key")
        {
            Description = "Trusts the host of uplink.tunnel by this key, such as 'ssh-ed25519 AAAA…' of its /etc/ssh/ssh_host_ed25519_key.pub, and by no other. May be repeated.",
            HelpName = "KEY",
        };
        var command = new Command("tunnel-key", "Prints the line for authorized_keys of the host that uplink.tunnel goes through; the key is made at the first call.") { hostKey };
        command.SetAction((arguments, stop) => RunAsync(common.Load(arguments), arguments.GetValue(hostKey) ?? [], stop));
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings, string[] hostKeys, CancellationToken stop)
    {
        var directory = new SshDirectory(settings.State);
        var tools = new ToolRunner(settings.Tools, TimeProvider.System, NullLogger<ToolRunner>.Instance);
        try
        {
            if (hostKeys.Length > 0)
                directory.Trust(SshTarget.TryParse(settings.Uplink.Tunnel) ?? throw new SettingsException(["--host-key: set uplink.tunnel first; the key is that host's."]), hostKeys);
            var key = await directory.PublicKeyAsync(tools, $"dcmon-agent@{Environment.MachineName}", stop);
            Console.WriteLine($"{Restrictions(settings)} {key}");
            return ExitCode.Ok;
        }
        catch (FormatException error)
        {
            throw new SettingsException([$"--host-key: {error.Message}"]);
        }
        catch (ToolException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>The key is good for connections to the servers, and for nothing else.</summary>
    private static string Restrictions(AgentSettings settings)
    {
        var identity = new IdentityDirectory(settings.State);
        var servers = settings.Uplink.Servers.Select(each => new Uri(each)).ToList();
        if (servers.Count == 0 && identity.Exists)
        {
            using var enrolled = identity.Load();
            servers.Add(enrolled.Server);
        }

        return string.Join(',', ["restrict", "port-forwarding", "command=\"/bin/false\"", .. servers.Select(each => $"permitopen=\"{each.Host}:{each.Port}\"")]);
    }
}
