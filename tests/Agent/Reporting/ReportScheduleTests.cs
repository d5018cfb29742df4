using Dcmon.Agent.Reporting;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Reporting;

public sealed class ReportScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryLater = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(3.2, 0, 10, 10)]
    [InlineData(10, 0, 10, 20)]
    [InlineData(9.9996, 10, 10, 20)]
    [InlineData(10.001, 10, 10, 20)]
    [InlineData(27, 10, 10, 30)]
    [InlineData(3.2, 0, 1, 4)]
    [InlineData(5, 3605, 10, 10)]
    public void Next_Any_IsTheNextMultipleOnce(double now, double last, double interval, double expected) => Assert.Equal(
        Noon.AddSeconds(expected),
        ReportSchedule.Next(Noon.AddSeconds(now), Noon.AddSeconds(last), TimeSpan.FromSeconds(interval)));

    [Theory]
    [InlineData(3.2, 0, 4)]
    [InlineData(4, 0, 14)]
    [InlineData(4.5, 4, 14)]
    public void Next_WithAPhase_LiesThereInEachInterval(double now, double last, double expected) => Assert.Equal(
        Noon.AddSeconds(expected), ReportSchedule.Next(Noon.AddSeconds(now), Noon.AddSeconds(last), Ten, 0.4));

    [Fact]
    public async Task Wait_ClockMoves_FiresAtEachMultiple()
    {
        var time = new ManualTimeProvider(Noon.AddSeconds(3));
        var schedule = new ReportSchedule(Ten, time);
        var waiting = schedule.WaitAsync(default);
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await waiting;
        waiting = schedule.WaitAsync(default);
        Assert.False(waiting.IsCompleted);
        time.Advance(Ten);
        await waiting;
    }

    [Fact]
    public async Task Follow_WhileWaiting_TakesEffectAtOnceAndBack()
    {
        var time = new ManualTimeProvider(Noon.AddSeconds(0.5));
        var schedule = new ReportSchedule(Ten, time);
        var waiting = schedule.WaitAsync(default);
        schedule.Request(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(() => waiting.IsCompleted, "it fires after a second", () => time.Advance(TimeSpan.FromMilliseconds(10)));
        Assert.InRange(time.GetUtcNow(), Noon.AddSeconds(1), Noon.AddSeconds(9));
        schedule.Reset();
        Assert.Equal(Ten, schedule.Interval);
    }

    [Fact]
    public async Task Hurry_WhileWaiting_FiresAtOnceAndThenOnTheGrid()
    {
        var time = new ManualTimeProvider(Noon.AddSeconds(3));
        var schedule = new ReportSchedule(Ten, time);
        var waiting = schedule.WaitAsync(default);
        schedule.Expedite();
        await waiting.WaitAsync(RetryLater);
        waiting = schedule.WaitAsync(default);
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await waiting.WaitAsync(RetryLater);
    }

    [Fact]
    public async Task Hurry_AgainAndAgain_FiresOnceASecond()
    {
        var time = new ManualTimeProvider(Noon.AddSeconds(3));
        var schedule = new ReportSchedule(Ten, time);
        for (var i = 0; i < 3; i++)
        {
            schedule.Expedite();
            schedule.Expedite();
            var waiting = schedule.WaitAsync(default);
            if (i > 0)
            {
                time.Advance(TimeSpan.FromSeconds(0.9));
                Assert.False(waiting.IsCompleted);
                time.Advance(TimeSpan.FromSeconds(0.1));
            }

            await waiting.WaitAsync(RetryLater);
        }

        Assert.Equal(Noon.AddSeconds(5), time.GetUtcNow());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(1)]
    [InlineData(4_000_000)]
    public void Follow_Nonsense_MeansTheUsualInterval(int milliseconds)
    {
        var schedule = new ReportSchedule(Ten, new ManualTimeProvider());
        schedule.Request(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(Ten, schedule.Interval);
    }
}
