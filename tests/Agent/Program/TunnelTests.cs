using Dcmon.Agent.Tests.Rigs.Ssh;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Program;

/// <summary>The agent's own process, which reaches its server by SSH alone, from the enrolment on.</summary>
public sealed class TunnelTests : IAsyncLifetime
{
    private readonly TestGateway _gateway = new() { IntervalMilliseconds = 1000 };
    private readonly TemporaryDirectory _state = new();
    private SshdRig _sshd = null!;

    public async Task InitializeAsync()
    {
        await _gateway.StartAsync();
        _sshd = await SshdRig.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _sshd.Dispose();
        _state.Dispose();
    }

    [Fact]
    public async Task Run_Tunnel_KeyEnrolmentReportsAndNothingLeftOfAKilledAgent()
    {
        // The first time it is made, the second time shown; what it allows is known once there is a server.
        var (code, output) = await RunAsync("tunnel-key", "--host-key", _sshd.HostKey);
        Assert.Equal(0, code);
        Assert.StartsWith("restrict,port-forwarding,command=\"/bin/false\" ssh-ed25519 AAAA", output);
        _sshd.Allow(output.Trim());
        (code, output) = await RunAsync("enroll", _gateway.EnrollmentUrl);
        Assert.True(code == 0, output);
        (_, var again) = await RunAsync("tunnel-key");
        Assert.Contains($"permitopen=\"127.0.0.1:{_gateway.Address.Port}\" ssh-ed25519 AAAA", again);
        _sshd.Allow(again.Trim());

        using var agent = AgentProcess.Start(null, ["run", .. Settings, "--set", "interval=1s"]);
        await Eventually.HoldsAsync(() => _gateway.Stored.Count >= 2, "it reports");
        Assert.NotEmpty(Tunnels());
        Assert.Contains("Accepted publickey", _sshd.Log);
        await agent.KillAsync();
        await Eventually.HoldsAsync(() => Tunnels().Count == 0, "its ssh ends with it");
    }

    [Theory]
    [InlineData("--host-key: A host key looks like", "tunnel-key", "--host-key", "ssh-ed25519 no")]
    [InlineData("'uplink.tunnel' must be ssh://USER@HOST:PORT", "tunnel-key", "--set", "uplink.tunnel=jump")]
    [InlineData("'uplink.proxy' cannot be used with a tunnel", "check", "--set", "uplink.proxy=http://proxy:3128")]
    public async Task CommandLine_BadTunnel_IsReported(string text, params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains(text, output);
    }

    private string[] Settings => ["--state", _state.Path, "--set", $"uplink.tunnel={_sshd.Url}"];

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) =>
        AgentProcess.RunAsync(null, [arguments[0], .. Settings, .. arguments[1..]]);

    /// <summary>Processes of ssh to the rig.</summary>
    private List<string> Tunnels() =>
    [
        .. Directory.GetDirectories("/proc").Where(each => int.TryParse(Path.GetFileName(each), out _)).Select(CommandLine)
            .Where(each => each.Contains("-W") && each.Contains($"-p\0{_sshd.Port}\0")),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // It is gone.
        }
    }
}
