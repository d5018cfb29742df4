using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

public sealed class UplinkTests : IAsyncLifetime
{
    private readonly TestGateway _gateway = new();
    private AgentUnderTest _agent = null!;

    public async Task InitializeAsync()
    {
        await _gateway.StartAsync();
        _agent = new AgentUnderTest(_gateway.NewIdentity());
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Report_ServerThere_ArrivesWithSchemaAndFactsOnce()
    {
        await _agent.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            _agent.Report(i);
            await StoredAsync(i);
        }

        await Eventually.HoldsAsync(() => _agent.Spool.SpoolReports == 0, "everything is acknowledged");
        Assert.Equal([1, 0, 0], _gateway.Messages.Select(each => each.Schemas.Count));
        Assert.Equal("HTTP/2", Assert.Single(_gateway.Connections.Distinct()).Protocol);
        Assert.Equal("host", Assert.Single(_gateway.Facts).HostName);
        Assert.Equal(1, _agent.Log.Count("Reporting to"));
    }

    [Fact]
    public async Task Report_WatchedMachine_FollowsTheServersInterval()
    {
        _gateway.IntervalMilliseconds = 1000;
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Schedule.Interval == TimeSpan.FromSeconds(1), "it reports each second");
        _gateway.IntervalMilliseconds = 10_000;
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Schedule.Interval == TimeSpan.FromSeconds(10), "it reports each 10 seconds again");
    }

    [Fact]
    public async Task Report_OutageOfTenMinutes_LeavesNoGapAndLiveGoesAhead()
    {
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count("Reporting to") == 1, "the answer is there");
        await _gateway.StopAsync();

        for (var i = 0; i < 60; i++)
        {
            _agent.Report();
            _agent.Time.Advance(TimeSpan.FromSeconds(10));
            if (i == 30) await Eventually.HoldsAsync(() => _agent.Log.Count("Cannot report") > 0, "the outage is logged", _agent.Tick);
        }

        var newest = _agent.Report();
        _gateway.Messages.Clear();
        await _gateway.StartAsync();
        await Eventually.HoldsAsync(() => _gateway.Stored.Count == 62, "all 62 reports arrive", _agent.Tick);

        Assert.True(_gateway.Messages.TryPeek(out var first));
        Assert.Contains(first.Reports, each => each.Sequence == newest.Report.Sequence);
        Assert.True(first.Reports.Count <= 10, "the newest go first, without the backlog");
        var backfill = _gateway.Messages.Skip(1).SelectMany(each => each.Reports).Select(each => each.Sequence).ToArray();
        Assert.Equal(backfill.Order(), backfill);
        Assert.Equal(62, _gateway.Stored.Select(each => each.Sequence).Distinct().Count());
        await Eventually.HoldsAsync(() => _agent.Spool.SpoolReports == 0, "the spool is empty", _agent.Tick);
        // A line for each new way to fail (cut, refused, too late where the clock jumps), not for each try.
        Assert.True(_agent.Log.Count("Cannot report") is >= 1 and <= 12, string.Join('\n', _agent.Log.Lines));
        Assert.Equal(2, _agent.Log.Count("Reporting to"));
    }

    [Fact]
    public async Task Backfill_LargeBacklog_KeepsToItsRateAndLetsLiveThrough()
    {
        await using var agent = new AgentUnderTest(_gateway.NewIdentity(), new UplinkSettings { BackfillBatch = 10, BackfillRate = 10 });
        for (var i = 0; i < 100; i++) agent.Report();
        await agent.StartAsync();
        // Ten newest, and one batch of ten at once; then the gate is closed until the clock moves.
        await StoredAsync(20);
        var live = agent.Report();
        await Eventually.HoldsAsync(() => _gateway.Stored.Any(each => each.Sequence == live.Report.Sequence), "a live report passes");
        Assert.Equal(21, _gateway.Stored.Count);
        agent.Time.Advance(TimeSpan.FromSeconds(1));
        await StoredAsync(31);
    }

    [Fact]
    public async Task Send_Busy_WaitsAsLongAsTheServerAsks()
    {
        _gateway.Intercept = _ => new Busy("120");
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count("asks to wait: Too much to do.") == 1, "the wait is logged");
        _gateway.Intercept = _ => null;

        await Eventually.HoldsAsync(() => _agent.Time.PendingTimers > 0, "it waits");
        _agent.Time.Advance(TimeSpan.FromSeconds(119));
        Assert.Single(_gateway.Messages);
        await Eventually.HoldsAsync(() => _gateway.Stored.Count == 1, "it comes back", _agent.Tick);
    }

    [Fact]
    public async Task Send_UnknownSchema_IsSentAgainWithTheSchema()
    {
        await _agent.StartAsync();
        _agent.Report();
        await StoredAsync(1);
        _gateway.ForgetSchemas();
        _agent.Report();
        await StoredAsync(2);
        Assert.Equal([1, 0, 1], _gateway.Messages.Select(each => each.Schemas.Count));
    }

    [Fact]
    public async Task Send_NewSchema_GoesWithItsFirstReport()
    {
        await _agent.StartAsync();
        _agent.Report();
        await StoredAsync(1);
        _agent.Schema = Schema.Of([MetricCatalog.Series("load5")]);
        _agent.Report();
        await StoredAsync(2);
        Assert.Equal([1, 1], _gateway.Messages.Select(each => each.Schemas.Count));
    }

    [Fact]
    public async Task Send_BadRequestOfAProxy_IsAnOutage()
    {
        _gateway.Intercept = _ => Results.Text("Bad request", statusCode: 400);
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count("Cannot report: The server answers 400") == 1, "it is logged", _agent.Tick);
        _gateway.Intercept = _ => null;
        await Eventually.HoldsAsync(() => _gateway.Stored.Count == 1, "the report is not lost", _agent.Tick);
        Assert.Equal(0, _agent.Spool.Refused);
    }

    [Fact]
    public async Task Send_Unauthorized_SaysSoAndKeepsReports()
    {
        _gateway.Intercept = _ => Results.Problem("This client was revoked.", statusCode: 401);
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count("The server does not accept this agent: This client was revoked.") == 1, "it is logged");
        _agent.Report();
        Assert.Equal(2, _agent.Spool.SpoolReports);
        _agent.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(_gateway.Messages);
        _gateway.Intercept = _ => null;
        await Eventually.HoldsAsync(() => _gateway.Stored.Count == 2, "once it is accepted again, nothing is missing", _agent.Tick);
    }

    [Fact]
    public async Task Send_AnswerForOtherReports_IsAFailureNotALoop()
    {
        _gateway.Judge = report => new ReportStatus(report.Sequence + 1, ReportOutcome.Stored);
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count("leaves out 1 of the reports") == 1, "it is logged");
        Assert.Single(_gateway.Messages);
        Assert.Equal(1, _agent.Spool.SpoolReports);
    }

    [Fact]
    public async Task Send_SchemaNeverLearned_IsAFailureNotALoop()
    {
        _gateway.Judge = report => new ReportStatus(report.Sequence, ReportOutcome.UnknownSchema);
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count("does not know a schema") == 1, "it is logged");
        Assert.Single(_gateway.Messages);
    }

    [Fact]
    public async Task Facts_Changed_AreSentAgain()
    {
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Spool.SpoolReports == 0, "the first one is settled: a clock that jumps meanwhile would end it");
        _agent.Facts = new MachineFacts("renamed");
        _agent.Time.Advance(TimeSpan.FromMinutes(6));
        _agent.Report();
        await StoredAsync(2);
        Assert.Equal(["host", "renamed"], _gateway.Facts.Select(each => each.HostName));
    }

    [Fact]
    public async Task Connect_ServerOfAnotherAuthority_IsNotTrusted()
    {
        using var other = new TestAuthority();
        _gateway.UseCertificate(other.Issue("server", TestAuthority.ServerAuthentication));
        await AssertNotTrustedAsync();
    }

    [Fact]
    public async Task Stop_ReportWaits_IsSentOnceMore()
    {
        _gateway.Intercept = _ => new Busy("600");
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count("asks to wait") == 1, "it waits");
        _gateway.Intercept = _ => null;
        await _agent.StopAsync();
        Assert.Single(_gateway.Stored);
        Assert.Equal(0, _agent.Spool.SpoolReports);
    }

    [Fact]
    public async Task Identity_Renewed_IsUsedForTheNextReport()
    {
        await _agent.StartAsync();
        _agent.Report();
        await StoredAsync(1);
        _agent.Identity.Value = _gateway.NewIdentity();
        _agent.Report();
        await StoredAsync(2);
        Assert.Equal(2, _gateway.Serials.Distinct().Count());
    }

    private async Task AssertNotTrustedAsync()
    {
        await _agent.StartAsync();
        _agent.Report();
        await Eventually.HoldsAsync(() => _agent.Log.Count("cannot prove to be the one this agent enrolled with") == 1, "it is logged");
        Assert.Empty(_gateway.Messages);
        Assert.Equal(1, _agent.Spool.SpoolReports);
    }

    private Task StoredAsync(int count) => Eventually.HoldsAsync(() => _gateway.Stored.Count == count, $"{count} reports are stored");

    private sealed class Busy(string retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = retryAfter;
            return Results.Problem("Too much to do.", statusCode: 503).ExecuteAsync(httpContext);
        }
    }
}
