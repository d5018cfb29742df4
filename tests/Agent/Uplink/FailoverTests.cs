using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

/// <summary>Several servers, the first of which comes and goes.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private readonly TestGateway _first = new();
    private readonly TestGateway _second;
    private readonly TestGateway _stranger = new();
    private AgentUnderTest _agent = null!;

    public FailoverTests() => _second = new TestGateway(_first.Authority);

    public async Task InitializeAsync()
    {
        await _first.StartAsync();
        await _second.StartAsync();
        await _stranger.StartAsync();
        string[] servers = [.. new[] { _first, _stranger, _second }.Select(each => each.Address.ToString())];
        // The clock moves in large steps while requests are under way.
        _agent = new AgentUnderTest(_first.NewIdentity(), new UplinkSettings { Servers = servers, Timeout = TimeSpan.FromDays(1) });
        await _agent.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _stranger.DisposeAsync();
    }

    [Fact]
    public async Task Report_FirstServerAway_GoesToTheNextOfTheSameAuthorityAndReturns()
    {
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count($"Reporting to {_first.Address}") == 1, "it reports to the first");
        await _first.StopAsync();
        var missed = _agent.Report();
        await Eventually.HoldsAsync(() => _second.Stored.Any(each => each.Sequence == missed.Report.Sequence), "the second server has it", _agent.Tick);
        Assert.Empty(_stranger.Messages);
        Assert.Equal(1, _agent.Log.Count("cannot prove to be the one this agent enrolled with"));
        // The second knows nothing yet.
        Assert.True(_second.Messages.TryPeek(out var message));
        Assert.Single(message.Schemas);
        Assert.NotNull(message.Facts);

        await _first.StartAsync();
        _first.ForgetSchemas();
        await Eventually.HoldsAsync(
            () => _first.Stored.Count > 1, "it is back at the first",
            () =>
            {
                _agent.Time.Advance(TimeSpan.FromSeconds(20));
                _agent.Report();
            });
        await Eventually.HoldsAsync(() => _agent.Log.Count($"Reporting to {_first.Address}") == 2, "it is logged");
        await Eventually.HoldsAsync(() => _agent.Spool.SpoolReports == 0, "nothing is left", _agent.Tick);
        Assert.Empty(_stranger.Messages);
    }

    [Fact]
    public async Task Report_RevokedAgent_DoesNotGoRoundTheServers()
    {
        _first.Intercept = _ => Microsoft.AspNetCore.Http.Results.Problem("This client was revoked.", statusCode: 401);
        _agent.Report();
        await Eventually.HoldsAsync(() => _first.Messages.Count >= 5, "it tries again", () => _agent.Time.Advance(TimeSpan.FromSeconds(10)));
        Assert.Empty(_second.Messages);
    }
}
