using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public class ReportOutcomesTests
{
    private static readonly Schema Schema = Schema.Of([Reports.Gauge("temperature")]);
    private static readonly Report[] Sent = [.. Enumerable.Range(0, 4).Select(i => Schema.Report(i, 1_000 * i, i))];
    private static readonly ReportStatus Refused = new(1, ReportOutcome.Refused, "bad");

    [Fact]
    public void Complete_RefusedAmongOthers_EachGetsItsOwnOutcome()
    {
        ReportStatus?[] objections = [null, Refused, null, null];
        var accepted = ReportOutcomes.Accepted(Sent, objections);
        Assert.Equal([Sent[0], Sent[2], Sent[3]], accepted);

        bool[] stored = [true, false, true];
        Assert.Equal([Sent[0], Sent[3]], ReportOutcomes.News(accepted, stored));
        Assert.Equal(
            [new(0, ReportOutcome.Stored), Refused, new(2, ReportOutcome.Duplicate), new(3, ReportOutcome.Stored)],
            ReportOutcomes.Complete(Sent, objections, stored));
    }

    [Fact]
    public void Late_SpanOfThoseBeforeATime()
    {
        Assert.Null(ReportOutcomes.Late(Sent, 0));
        Assert.Null(ReportOutcomes.Late([], 9_000));
        Assert.Equal((1_000, 2_000), ReportOutcomes.Late([Sent[2], Sent[3], Sent[1]], 2_001));
    }

    [Fact]
    public void Complete_AllNew_AllAreStored()
    {
        var objections = new ReportStatus?[Sent.Length];
        var stored = Enumerable.Repeat(true, Sent.Length).ToArray();
        Assert.Equal(Sent, ReportOutcomes.News(ReportOutcomes.Accepted(Sent, objections), stored));
        Assert.All(ReportOutcomes.Complete(Sent, objections, stored), status => Assert.Equal(ReportOutcome.Stored, status.Outcome));
    }
}
