using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

/// <summary>Reports through a real HTTP proxy.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly TestGateway _gateway = new();

    public Task InitializeAsync() => _gateway.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Report_ProxyOfEnvironment_GoesThroughItOverOneConnection()
    {
        await using var proxy = new ConnectProxy();
        await using var agent = Agent($"http://127.0.0.1:{proxy.Port}");
        await agent.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            agent.Report();
            await Eventually.HoldsAsync(() => _gateway.Stored.Count == i, "the report arrives", agent.Tick);
        }

        Assert.Equal($"127.0.0.1:{_gateway.Address.Port}", Assert.Single(proxy.Targets));
        Assert.Equal("HTTP/2", Assert.Single(_gateway.Connections.Distinct()).Protocol);
    }

    [Fact]
    public async Task Report_ProxyWithPassword_IsLetInAndThePasswordIsNeverLogged()
    {
        await using var proxy = new ConnectProxy("agent:p@ssw0rd");
        await using var agent = Agent($"http://agent:p%40ssw0rd@127.0.0.1:{proxy.Port}");
        await agent.StartAsync();
        agent.Report();
        await Eventually.HoldsAsync(() => _gateway.Stored.Count == 1, "the report arrives", agent.Tick);
        Assert.Single(proxy.Targets);
        Assert.DoesNotContain(agent.Log.Lines, line => line.Contains("ssw0rd"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("agent:wr0ng@")]
    public async Task Report_ProxyRefuses_IsLoggedWithTheWayOutAndWithoutThePassword(string credentials)
    {
        await using var proxy = new ConnectProxy("agent:p@ssw0rd");
        await using var agent = Agent($"http://{credentials}127.0.0.1:{proxy.Port}");
        await agent.StartAsync();
        agent.Report();
        await Eventually.HoldsAsync(() => agent.Log.Count("HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT") >= 1, "it is logged", agent.Tick);
        Assert.Contains(agent.Log.Lines, line => line.Contains($"through the proxy http://127.0.0.1:{proxy.Port}/"));
        Assert.DoesNotContain(agent.Log.Lines, line => line.Contains("wr0ng"));
        Assert.Empty(_gateway.Messages);
        Assert.Equal(1, agent.Spool.SpoolReports);
    }

    [Fact]
    public async Task Report_ServerOnTheNoProxyList_GoesThereDirectly()
    {
        await using var proxy = new ConnectProxy();
        await using var agent = Agent($"http://127.0.0.1:{proxy.Port}", noProxy: "127.0.0.0/8");
        await agent.StartAsync();
        agent.Report();
        await Eventually.HoldsAsync(() => _gateway.Stored.Count == 1, "the report arrives", agent.Tick);
        Assert.Empty(proxy.Targets);
    }

    [Fact]
    public async Task Report_ProxyAway_IsAnOutage()
    {
        int port;
        await using (var proxy = new ConnectProxy()) port = proxy.Port;
        await using var agent = Agent($"http://127.0.0.1:{port}");
        await agent.StartAsync();
        agent.Report();
        await Eventually.HoldsAsync(() => agent.Log.Count($"through the proxy http://127.0.0.1:{port}/: Connection refused") >= 1, "it is logged", agent.Tick);
        Assert.Equal(1, agent.Spool.SpoolReports);
    }

    private AgentUnderTest Agent(string proxy, string noProxy = "") => new(
        _gateway.NewIdentity(),
        dialing: new Dialing(HttpProxy.Of("environment", name => name switch { "HTTPS_PROXY" => proxy, "NO_PROXY" => noProxy, _ => null })));
}
