using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Reach;

/// <summary>Ping where no raw socket may be opened: the program in a network of its own, without the capability for them.</summary>
[Trait("Category", "Long")]
public sealed class PingSocketTests
{
    private static readonly string Binary = typeof(PingSocketTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(each => each.Key == "AgentBinary").Value!;

    [Fact]
    public async Task Ping_GroupWithinTheRange_UsesAPingSocket()
    {
        var output = await CollectAsync("0 0");
        Assert.Contains("reach_up{target=\"self\"} 1", output);
        Assert.Contains("reach_loss_ratio{target=\"self\"} 0", output);
    }

    [Fact]
    public async Task Ping_NeitherKindOfSocket_SaysWhatItNeeds()
    {
        var output = await CollectAsync("1 0");
        Assert.Contains("widen the sysctl net.ipv4.ping_group_range to the agent's group, or give it CAP_NET_RAW", output);
        Assert.Contains("collector_up{collector=\"reach:self\"} 0", output);
    }

    private static async Task<string> CollectAsync(string groups)
    {
        Assert.True(Environment.IsPrivilegedProcess, "Only root can make a network: run the tests as root.");
        var script = $"ip link set lo up && echo {groups} > /proc/sys/net/ipv4/ping_group_range && exec setpriv --bounding-set -net_raw --inh-caps -net_raw "
            + $"dotnet exec '{Binary}' collect --once --format prometheus --set collect.reach.self.target=ping://127.0.0.1 reach:self 2>&1";
        using var agent = Process.Start(new ProcessStartInfo("unshare", ["--net", "sh", "-c", script]) { RedirectStandardOutput = true })!;
        var output = await agent.StandardOutput.ReadToEndAsync();
        await agent.WaitForExitAsync();
        return output;
    }
}
