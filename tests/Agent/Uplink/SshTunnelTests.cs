using Dcmon.Agent.Settings;
using Dcmon.Agent.Tests.Rigs.Ssh;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

/// <summary>Reports through OpenSSH's own server.</summary>
public sealed class SshTunnelTests : IAsyncLifetime
{
    private readonly TestGateway _gateway = new();
    private readonly TemporaryDirectory _state = new();
    private SshdRig _sshd = null!;
    private AgentUnderTest _agent = null!;

    public async Task InitializeAsync()
    {
        await _gateway.StartAsync();
        _sshd = await SshdRig.StartAsync();
        var log = new LogRecorder();
        var tools = new ToolRunner(new ToolSettings(), TimeProvider.System, log.Of<ToolRunner>());
        var directory = new SshDirectory(_state.Path);
        _sshd.Allow(await directory.PublicKeyAsync(tools, "test", default));
        directory.Trust(Target, [_sshd.HostKey]);
        var settings = new AgentSettings { State = _state.Path, Uplink = new UplinkSettings { Tunnel = _sshd.Url } };
        _agent = new AgentUnderTest(_gateway.NewIdentity(), dialing: Dialing.Of(settings.Uplink, settings.State, tools, new KillGroup(log.CreateLogger(""))));
        await _agent.StartAsync();
    }

    private SshTarget Target => SshTarget.TryParse(_sshd.Url)!;

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _gateway.DisposeAsync();
        _sshd.Dispose();
        _state.Dispose();
    }

    [Fact]
    public async Task Report_Tunnel_GoesThroughItOverOneConnection()
    {
        for (var i = 1; i <= 20; i++)
        {
            _agent.Report();
            await StoredAsync(i);
        }

        Assert.Equal("HTTP/2", Assert.Single(_gateway.Connections.Distinct()).Protocol);
        Assert.Equal(1, _sshd.Log.Split("Accepted publickey").Length - 1);
    }

    [Fact]
    public async Task Report_LargeBatch_ComesThroughWhole()
    {
        var host = new GpuHost(1);
        for (var i = 0; i < 1000; i++)
            _agent.Spool.Append(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), host.Schema, host.Next());
        _agent.Report();
        await StoredAsync(1001);
    }

    [Fact]
    public async Task Report_TunnelDrops_IsMadeAnew()
    {
        _agent.Report();
        await StoredAsync(1);
        await _sshd.CutAsync();
        _agent.Report();
        await LoggedAsync($"through {Target}: ");
        await LoggedAsync("Connection refused");
        await _sshd.StartAgainAsync();
        await StoredAsync(2);
    }

    [Fact]
    public async Task Report_AnotherHostKey_IsNotTrusted()
    {
        await _sshd.CutAsync();
        _sshd.NewHostKey();
        await _sshd.StartAgainAsync();
        _agent.Report();
        await LoggedAsync("Host key verification failed");
        Assert.Empty(_gateway.Messages);
    }

    [Fact]
    public async Task Report_KeyNotAllowed_SaysSo()
    {
        _sshd.Allow("");
        _agent.Report();
        await LoggedAsync("Permission denied (publickey)");
        Assert.Empty(_gateway.Messages);
    }

    [Fact]
    public async Task Report_NoKey_SaysHowToMakeOne()
    {
        File.Delete(new SshDirectory(_state.Path).Key);
        _agent.Report();
        await LoggedAsync("dcmon-agent tunnel-key");
    }

    [Fact]
    public async Task Report_ServerBehindTheTunnelAway_SaysSo()
    {
        await _gateway.StopAsync();
        _agent.Report();
        await LoggedAsync("open failed");
    }

    [Theory]
    [InlineData("ssh://monitor@jump.example", "monitor", "jump.example", 22, "jump.example")]
    [InlineData("ssh://m@jump:2222/", "m", "jump", 2222, "[jump]:2222")]
    [InlineData("ssh://m@[fd00::1]:2222", "m", "fd00::1", 2222, "[fd00::1]:2222")]
    public void Target_Address_IsRead(string text, string user, string host, int port, string known)
    {
        var target = SshTarget.TryParse(text)!;
        Assert.Equal((user, host, port, known), (target.User, target.Host, target.Port, target.KnownHost));
    }

    [Theory]
    [InlineData("ssh://jump")]
    [InlineData("ssh://-oProxyCommand=x@jump")]
    [InlineData("ssh://user@-oProxyCommand")]
    [InlineData("ssh://user:secret@jump")]
    [InlineData("ssh://user@jump/path")]
    [InlineData("http://user@jump")]
    [InlineData("user@jump")]
    public void Target_AnythingElse_IsNone(string text) => Assert.Null(SshTarget.TryParse(text));

    private Task StoredAsync(int count) => Eventually.HoldsAsync(() => _gateway.Stored.Count == count, $"{count} reports are stored: {string.Join('\n', _agent.Log.Lines)}", _agent.Tick);

    private Task LoggedAsync(string text) => Eventually.HoldsAsync(() => _agent.Log.Count(text) >= 1, $"it is logged: {text}", _agent.Tick);
}
