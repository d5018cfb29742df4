using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

/// <summary>Reports and messages that the server never takes: what is lost with them, and what is not.</summary>
public sealed class RefusalTests : IAsyncLifetime
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
    public async Task Send_OnePoisonousReport_LosesThatOneOnly()
    {
        var reports = Enumerable.Range(0, 60).Select(_ => _agent.Report()).ToArray();
        var poison = reports[23].Report.Sequence;
        _gateway.Intercept = message => message.Reports.Any(each => each.Sequence == poison) ? Results.Problem("Bad bytes.", statusCode: 400) : null;
        await _agent.StartAsync();
        await Eventually.HoldsAsync(() => _gateway.Stored.Count == 59, "the others arrive", _agent.Tick);
        await Eventually.HoldsAsync(() => _agent.Spool.SpoolReports == 0, "the spool is not wedged", _agent.Tick);
        Assert.Equal(1, _agent.Spool.Refused);
        Assert.Contains(_agent.Log.Lines, line => line.Contains($"refused report {poison}") && line.Contains("Bad bytes."));
    }

    [Fact]
    public async Task Send_PoisonousFacts_CostNoReport()
    {
        _gateway.Intercept = message => message.Facts is not null ? Results.Problem("Bad facts.", statusCode: 400) : null;
        await _agent.StartAsync();
        _agent.Report();
        await StoredAsync(1);
        Assert.Equal(0, _agent.Spool.Refused);
        await Eventually.HoldsAsync(() => _agent.Log.Count("facts was refused (Bad facts.)") == 1, "it is logged");
    }

    [Fact]
    public async Task Send_Refused_IsCountedLoggedAndForgotten()
    {
        _gateway.Judge = report => new ReportStatus(report.Sequence, ReportOutcome.Refused, "From the future.");
        await _agent.StartAsync();
        _agent.Report();
        // It is logged last.
        await Eventually.HoldsAsync(() => _agent.Log.Count("From the future.") == 1, "it is logged");
        Assert.Equal(1, _agent.Spool.Refused);
        Assert.Equal(0, _agent.Spool.SpoolReports);
    }

    [Fact]
    public async Task Send_ValuesRefused_KeepsTheEventsOfTheReport()
    {
        _gateway.Judge = report => report.Values.IsEmpty ? null : new ReportStatus(report.Sequence, ReportOutcome.Refused, "Too many series.");
        await _agent.StartAsync();
        var report = _agent.Report(1, OneEvent()).Report;
        await StoredAsync(1);
        var stored = Assert.Single(_gateway.Stored);
        Assert.Equal((report.Sequence, report.Time), (stored.Sequence, stored.Time));
        Assert.Equal("An Xid.", Assert.Single(ExtrasFormat.Read(stored.Extras.Span).Events).Message);
        await Eventually.HoldsAsync(() => _agent.Spool.Refused == 1, "its values are counted as refused");
        Assert.Equal(0, _agent.Spool.SpoolReports);
        Assert.Equal(1, _agent.Log.Count("Too many series."));
    }

    [Fact]
    public async Task Send_MessageOfBadValues_KeepsTheEventsOfTheReport()
    {
        _gateway.Intercept = message => message.Reports.Any(each => !each.Values.IsEmpty) ? Results.Problem("Bad bytes.", statusCode: 400) : null;
        await _agent.StartAsync();
        _agent.Report(1, OneEvent());
        await StoredAsync(1);
        await Eventually.HoldsAsync(() => _agent.Spool.Refused == 1, "its values are counted as refused");
    }

    [Fact]
    public async Task Send_EventsRefusedToo_IsGivenUp()
    {
        _gateway.Judge = report => new ReportStatus(report.Sequence, ReportOutcome.Refused, "Bad events.");
        await _agent.StartAsync();
        _agent.Report(1, OneEvent());
        await Eventually.HoldsAsync(() => _agent.Spool.Refused == 1, "it is refused");
        Assert.Equal(0, _agent.Spool.SpoolReports);
        Assert.Equal(2, _gateway.Messages.Count);
        Assert.Equal(1, _agent.Log.Count("Bad events."));
    }

    private static byte[] OneEvent() => new ReportExtras([new MachineEvent(1_000, "xid", EventSeverity.Error, "An Xid.")], Processes: null).Encoded();

    private Task StoredAsync(int count) => Eventually.HoldsAsync(() => _gateway.Stored.Count == count, $"{count} reports are stored");
}
