using Dcmon.Queries;
using Dcmon.Web.History;
using Dcmon.Wire;

namespace Dcmon.Web.Tests.History;

public class LiveQueryTests
{
    private const long Start = 1_000_000_000;

    [Fact]
    public void Begin_WithAStep_StartsAWholeStepBeforeWhatWasSent()
    {
        var query = Live(step: 7_000);
        query.Changed("a", Start);
        var tail = query.Begin(Start + 10_000, null);
        Assert.Equal((Start - LiveQuery.Overlap) / 7_000 * 7_000, tail.From);
        Assert.Equal((tail.From + 1, Start + 10_000 + WireLimits.MaxFutureMilliseconds), (tail.Query.From, tail.Query.To));
        query.Complete(tail);
        Assert.Equal((Start + 10_000 - LiveQuery.Overlap) / 7_000 * 7_000, query.Begin(Start + 20_000, null).From);
    }

    [Fact]
    public void Begin_LongSteps_StartsWithTheStepThatReportsMayStillComeFor() =>
        Assert.Equal((Start - LiveQuery.Overlap) / 300_000 * 300_000, Live(step: 300_000).Begin(Start + 1, null).From);

    [Fact]
    public void Begin_ChangeWaitedLongerThanUsual_SaysHowLong()
    {
        var query = Live(step: 0);
        query.Changed("a", Start);
        Assert.Null(query.Begin(Start + 2_000, null).Delay);
        query.Changed("a", Start + 5_000);
        query.Changed("a", Start + 9_000);
        Assert.Equal(TimeSpan.FromSeconds(5), query.Begin(Start + 10_000, null).Delay);
        Assert.Null(query.Begin(Start + 60_000, null).Delay);
    }

    [Fact]
    public void Begin_EvaluationFailed_CoversWhatItWouldHave()
    {
        var query = Live();
        var failed = query.Begin(Start + 1_000, null);
        query.Failed(failed);
        Assert.True(query.IsDirty);
        Assert.Equal(failed.From, query.Begin(Start + 300_000, null).From);
    }

    [Fact]
    public void Begin_TailNotSentYet_IsCovered()
    {
        var query = Live();
        var tail = query.Begin(Start + 1_000, null);
        query.Complete(tail);
        Assert.Equal(tail.From, query.Begin(Start + 90_000, tail.From).From);
        Assert.Equal(Start + 1_000 - LiveQuery.Overlap, query.Begin(Start + 90_000 + LiveQuery.LongestLate, tail.From).From);
    }

    [Fact]
    public void Late_WithinReach_MakesTheTailLonger()
    {
        var query = Live(clients: ["a"]);
        query.Late("b", Start - 200_000);
        Assert.False(query.IsDirty);
        query.Late("a", Start - 200_000);
        query.Late("a", Start - 100_000);
        Assert.True(query.IsDirty);
        Assert.Equal(Start - 200_001, query.Begin(Start, null).From);
        Assert.False(query.IsDirty);
        Assert.False(query.TakeStale(Start));
    }

    [Fact]
    public void Late_BeyondReach_IsStaleAtMostEveryFiveSeconds()
    {
        var query = Live();
        foreach (var (at, isSent) in new[] { (0, true), (1_000, false), (4_999, false), (5_000, true), (5_001, false) })
        {
            query.Late("a", Start - LiveQuery.LongestLate - 1);
            query.Begin(Start, null);
            Assert.Equal(isSent, query.TakeStale(Start + at));
        }

        Assert.True(query.TakeStale(Start + 10_000));
        Assert.False(query.TakeStale(Start + 20_000));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5_000, 1)]
    [InlineData(10_000, 2)]
    [InlineData(60_000, 3)]
    [InlineData(3_600_000, 15)]
    public void Interval_IsLongerForWhatChangesSlowly(long step, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Live(step).Interval);

    [Fact]
    public void Changed_OtherMachine_IsNothing()
    {
        var query = Live(clients: ["a"]);
        query.Changed("b", Start);
        Assert.False(query.IsDirty);
        query.Changed("a", Start);
        Assert.True(query.IsDirty);
    }

    [Theory]
    [InlineData("/api/timeseries/load1?step=10&client=a&client=b", "/api/timeseries/load1?client=b&step=10&client=a", true)]
    [InlineData("/api/timeseries/load1?step=10", "/api/timeseries/load1?step=20", false)]
    [InlineData("/api/timeseries/x_total/rate?step=10", "/api/timeseries/x_total/increase?step=10", false)]
    [InlineData("/api/timeseries/x?step=10&match=a%3D%22b%26c%22", "/api/timeseries/x?match=a=\"b%26c\"&step=10", true)]
    public void Key_IsTheSameForTheSameQuestion(string one, string other, bool same) =>
        Assert.Equal(same, Read(one).Key == Read(other).Key);

    [Fact]
    public void Read_UnderstandsWhatHistoryDoes()
    {
        var query = Read("/api/timeseries/x_total/rate?step=5m&client=a&agg=sum&by=gpu&across=all&label.k=v&match=gpu%3D~%220%7C1%22").Query;
        Assert.Equal(("x_total", true, 300_000, Aggregation.Sum, true), (query.Metric, query.Rate, query.Step, query.Across, query.AcrossClients));
        Assert.Equal(["a"], query.Clients);
        Assert.Equal(["gpu"], query.By);
        Assert.Equal(["gpu=~\"0|1\""], query.Match);
        Assert.Equal("v", query.Labels["k"]);
    }

    [Theory]
    [InlineData("/api/clients", "/api/timeseries/METRIC")]
    [InlineData("https://example.org/api/timeseries/x?step=1", "/api/timeseries/METRIC")]
    [InlineData("/api/timeseries/?step=1", "METRIC/rate")]
    [InlineData("/api/timeseries/x/sum?step=1", "METRIC/rate")]
    [InlineData("/api/timeseries/x", "step: is needed")]
    [InlineData("/api/timeseries/x?step=1&from=-1h", "from: is not for live queries")]
    [InlineData("/api/timeseries/x?step=1&to=now", "to: is not for live queries")]
    [InlineData("/api/timeseries/x?step=soon", "step: 'soon' is not a span")]
    [InlineData("/api/timeseries/x?step=1&agg=median", "agg: must be")]
    [InlineData("/api/timeseries/x?step=1&match=(", "match: ")]
    public void Read_Wrong_SaysHowToMendIt(string address, string mend) =>
        Assert.Contains(mend, Assert.Throws<FormatException>(() => Read(address)).Message, StringComparison.Ordinal);

    internal static LiveQueryText Read(string address) => LiveQueryText.Read(address, DateTimeOffset.UnixEpoch);

    private static LiveQuery Live(long step = 0, string[]? clients = null) =>
        new(new RangeQuery("m", clients, new Dictionary<string, string>(), 0, 0, step, false, null, null, []), Start);
}
