using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public sealed class RefusalTallyTests
{
    private const long Day = 24 * 3_600_000;

    [Fact]
    public void Lately_RefusedReports_AreCountedForADayAfterTheLast()
    {
        var tally = new RefusalTally();
        Assert.Null(tally.Lately(Day));
        tally.Add([null, new(1, ReportOutcome.Refused, "too many series"), new(2, ReportOutcome.Conflict, "another value"), new(3, ReportOutcome.Refused, "too old")], Day);
        tally.Add("facts", Day + 1);
        Assert.Equal(new RefusedReports(3, "facts", Day + 1), tally.Lately(2 * Day));
        Assert.Null(tally.Lately(2 * Day + 1));
        tally.Add("again", 3 * Day);
        Assert.Equal(1, tally.Lately(3 * Day)!.Count);
    }
}
