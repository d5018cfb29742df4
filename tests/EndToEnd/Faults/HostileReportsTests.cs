using System.Buffers.Binary;
using Dcmon.EndToEnd.Agents;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Faults;

/// <summary>Messages with reports that cannot be stored, or not again: each report is answered alone.</summary>
public sealed class HostileReportsTests(UndisturbedFleet fleet, ITestOutputHelper output) : IClassFixture<UndisturbedFleet>, IAsyncLifetime
{
    private static readonly Schema Small = Schema.Of([Reports.Gauge("load1"), Reports.Gauge("load5")]);

    private readonly long _now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
    private RawAgent _agent = null!;

    private ServerProcess Server => fleet.Server;

    public async Task InitializeAsync() => _agent = await RawAgent.EnrollAsync(Server);

    public async Task DisposeAsync()
    {
        foreach (var line in Server.Process.Log.TakeLast(20)) output.WriteLine(line);
        _agent.Dispose();
        await fleet.AssertUndisturbedAsync();
    }

    [Fact]
    public async Task Report_OfAnUnknownSchema_IsAskedForAgainAndThenStored()
    {
        // No two clients of this test know each other's schemas, but the server shares them: this one must be new.
        var unknown = Schema.Of([Reports.Gauge("load1", $"only={_agent.ClientId}")]);
        var report = unknown.Report(1, _now, 1);
        Assert.Equal([new ReportStatus(1, ReportOutcome.UnknownSchema)], await _agent.SendAsync([], report));
        Assert.Empty(Stored());
        Assert.Equal([new ReportStatus(1, ReportOutcome.Stored)], await _agent.SendAsync([unknown], report));
        Assert.Equal([1L], Stored());
    }

    [Fact]
    public async Task Report_FromTheFuture_IsRefusedAlone()
    {
        var answer = await _agent.SendAsync(
            [Small], Small.Report(1, _now, 1, 1), Small.Report(2, _now + 600_000, 2, 2), Small.Report(3, _now + 1, 3, 3),
            Small.Report(4, _now + 240_000, 4, 4));
        Assert.Equal([ReportOutcome.Stored, ReportOutcome.Refused, ReportOutcome.Stored, ReportOutcome.Stored],
            answer.Select(each => each.Outcome));
        Assert.Contains("ahead of the server's clock", answer[1].Reason, StringComparison.Ordinal);
        Assert.Equal([1L, 3, 4], Stored());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task Report_WithAValueThatIsNoNumber_IsRefusedAlone(double value)
    {
        // No writer of this program makes such a value: it is put into the bytes.
        var forged = new byte[10];
        forged[0] = 7;
        BinaryPrimitives.WriteDoubleLittleEndian(forged.AsSpan(1), value);
        var answer = await _agent.SendAsync(
            [Small], Small.Report(1, _now, 1, 1), new Report(2, _now + 1, Small.Hash, forged), Small.Report(3, _now + 2, 3, 3));
        Assert.Equal([ReportOutcome.Stored, ReportOutcome.Refused, ReportOutcome.Stored], answer.Select(each => each.Outcome));
        Assert.Contains("finite", answer[1].Reason, StringComparison.Ordinal);
        Assert.Equal([1L, 3], Stored());
    }

    [Fact]
    public async Task Report_WithoutAValue_LeavesAGap()
    {
        var answer = await _agent.SendAsync([Small], Small.Report(1, _now - 1000, double.NaN, 1), Small.Report(2, _now, 2, 2));
        Assert.All(answer, each => Assert.Equal(ReportOutcome.Stored, each.Outcome));
        Assert.Equal([(_now, 2.0)], await History.ValuesAsync(Server, "load1", _agent.ClientId));
    }

    [Fact]
    public async Task Report_WithTooFewOrTooManyValues_IsRefusedAlone()
    {
        var good = Small.Report(1, _now, 1, 1);
        var answer = await _agent.SendAsync(
            [Small], good, new Report(2, _now + 1, Small.Hash, good.Values[..1]), new Report(3, _now + 2, Small.Hash, new byte[5]));
        Assert.Equal([ReportOutcome.Stored, ReportOutcome.Refused, ReportOutcome.Refused], answer.Select(each => each.Outcome));
        Assert.All(answer.Skip(1), each => Assert.NotEqual("", each.Reason));
        Assert.Equal([1L], Stored());
    }

    [Fact]
    public async Task Report_RefusedAndSentAgainWithoutValues_KeepsItsEventsAndTheFigures()
    {
        var extras = new ReportExtras([new MachineEvent(_now, EventKinds.GpuXid, EventSeverity.Critical, "Xid 79")], Processes: null);
        var bad = new Report(2, _now + 1, Small.Hash, new byte[5], extras.Encoded());
        var answer = await _agent.SendAsync([Small], Small.Report(1, _now, 1, 1), bad);
        Assert.Equal([ReportOutcome.Stored, ReportOutcome.Refused], answer.Select(each => each.Outcome));
        Assert.DoesNotContain(SeriesDatabase.Events(Server), each => each.Client == _agent.ClientId);

        var none = Schema.Of([]);
        Assert.Equal(
            [new ReportStatus(2, ReportOutcome.Stored)], await _agent.SendAsync([none], bad with { Schema = none.Hash, Values = default }));
        Assert.Equal((EventKinds.GpuXid, _now),
            SeriesDatabase.Events(Server).Where(each => each.Client == _agent.ClientId).Select(each => (each.Kind, each.Time)).Single());
        var latest = (await Server.Api.GetAsync($"/api/clients/{_agent.ClientId}")).GetProperty("latest");
        Assert.Equal([1.0, 1.0], latest.EnumerateArray().Select(each => each.GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task Report_SentTwice_IsStoredOnce()
    {
        var report = Small.Report(1, _now, 1, 1);
        var answer = await _agent.SendAsync([Small], report, Small.Report(1, _now, 1, 1));
        Assert.Equal([ReportOutcome.Stored, ReportOutcome.Duplicate], answer.Select(each => each.Outcome));
        Assert.Equal([new ReportStatus(1, ReportOutcome.Duplicate)], await _agent.SendAsync([], report));
        Assert.Equal([1L], Stored());
        Assert.Equal([(_now, 1.0)], await History.ValuesAsync(Server, "load1", _agent.ClientId));
    }

    [Fact]
    public async Task Reports_OutOfOrder_AreStoredAndReadInOrder()
    {
        await _agent.SendAsync([Small], Small.Report(9, _now, 9, 9), Small.Report(7, _now - 2000, 7, 7));
        await _agent.SendAsync([], Small.Report(8, _now - 1000, 8, 8), Small.Report(6, _now - 3000, 6, 6));
        Assert.Equal(
            [(_now - 3000, 6.0), (_now - 2000, 7.0), (_now - 1000, 8.0), (_now, 9.0)],
            await History.ValuesAsync(Server, "load1", _agent.ClientId));
        var latest = (await Server.Api.GetAsync($"/api/clients/{_agent.ClientId}")).GetProperty("latest");
        Assert.All(latest.EnumerateArray(), each => Assert.Equal(9, each.GetProperty("value").GetDouble()));
    }

    /// <summary>Numbers of what this client has in the database.</summary>
    private IEnumerable<long> Stored() =>
        SeriesDatabase.Reports(Server).Where(each => each.Client == _agent.ClientId).Select(each => each.Sequence).Order();
}
