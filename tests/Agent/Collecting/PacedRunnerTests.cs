using Dcmon.Agent.Collecting;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collecting;

public sealed class PacedRunnerTests
{
    private static readonly Series Load = MetricCatalog.Series("load1");
    private static readonly Pace Pace = new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));

    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly SampleSet _samples = new();
    private readonly Fake _fake = new();
    private readonly PacedRunner _runner;

    public PacedRunnerTests() => _runner = new PacedRunner(_fake, new CollectorHealth("fake", _time, _log.Of<CollectorHealth>()), _time);

    [Fact]
    public async Task Report_EachTenSeconds_RunsOnceAMinuteAndReportsWhatItHas()
    {
        await StepAsync();
        Assert.Equal(0, _samples.Count); // The first report did not wait for it.
        for (var i = 1; i < 18; i++)
        {
            await StepAsync();
            Assert.Equal(1 + (i - 1) / 6, _samples.Find(Load));
            Assert.Equal((1, 0), (Own("up"), Own("troubles")));
            Assert.InRange(Own("age_seconds")!.Value, (i - 1) % 6 * 10, (i - 1) % 6 * 10 + 10);
        }

        Assert.Equal(3, _fake.Runs);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Report_RunThatHeedsItsStop_IsDownUntilOneSucceeds()
    {
        _fake.Collect = run => Task.Delay(Timeout.InfiniteTimeSpan, _time, run.Stop);
        await StepAsync(hangs: true);
        await StepAsync(hangs: true);
        await StepAsync(); // It may take 20 s, and began at 10 s at the latest.
        Report();
        Assert.Equal(0, Own("up"));
        Assert.Equal(1, _log.Count("Collector fake: no answer within 20 s."));

        _fake.Collect = _fake.Add;
        for (var i = 0; i < 5; i++) await StepAsync();
        Assert.Equal((1, 1), (Own("up"), _fake.Runs));
        Assert.Equal(1, _log.Count("Collector fake works again."));
    }

    [Fact]
    public async Task Report_RunThatSaysItFailed_IsDownWithItsValuesAndAtItsPace()
    {
        _fake.Collect = async run =>
        {
            await _fake.Add(run);
            run.Fail("the source says no");
        };
        for (var i = 0; i < 14; i++) await StepAsync();
        Report();

        Assert.Equal((0, null), (Own("up"), Own("troubles")));
        Assert.Equal(3, _samples.Find(Load));
        Assert.Equal(1, _log.Count("Collector fake: the source says no."));
    }

    [Fact]
    public async Task Report_RunThatCannotBeStopped_IsNotStartedTwice()
    {
        var end = new TaskCompletionSource();
        _fake.Collect = async run =>
        {
            await end.Task;
            await _fake.Add(run);
        };
        for (var i = 0; i < 60; i++) await StepAsync(hangs: true);
        Assert.Equal((1, 0), (_fake.Started, _fake.Runs));
        Assert.Equal(0, Own("up"));
        Assert.InRange(Own("duration_seconds")!.Value, 580, 590);

        end.SetResult();
        await Eventually.HoldsAsync(() => !_runner.IsRunning, "it ends");
        Report();
        Assert.Null(_samples.Find(Load)); // What came too late counts for nothing.
        await StepAsync();
        await StepAsync();
        Assert.Equal((1, 2), (Own("up"), _samples.Find(Load)));
    }

    [Fact]
    public async Task Report_Failures_AreRepeatedEverMoreSeldomAndFiguresKeptForAWhile()
    {
        await StepAsync();
        _fake.Collect = _ => throw new IOException("no such device");
        var lastSeen = 0;
        int[] failsAtMinute = [1, 2, 4, 8, 16, 26, 36, 46, 56];
        for (var i = 1; i <= 6 * 60; i++)
        {
            await StepAsync();
            Assert.Equal(1 + failsAtMinute.Count(minute => minute * 6 <= i), _fake.Started);
            if (_samples.Find(Load) is not null) lastSeen = i;
        }

        Assert.Equal(0, Own("up"));
        Assert.InRange(lastSeen, (3 * 60 + 20) / 10, (3 * 60 + 20) / 10 + 1);
        Assert.Equal(["Warning: Collector fake: no such device."], _log.Lines);
    }

    [Fact]
    public async Task Report_PartOfItFails_IsUpWithATrouble()
    {
        _fake.Collect = run =>
        {
            run.Trouble("sel", "busy");
            return _fake.Add(run);
        };
        for (var i = 0; i < 13; i++) await StepAsync();
        Assert.Equal((1, 1, 2), (Own("up"), Own("troubles"), _samples.Find(Load)));
        Assert.Equal((CollectorStatus.Up, "sel: busy"), (_runner.Health.State!.Status, _runner.Health.State.Reason));
        Assert.Equal(["Warning: Collector fake: sel: busy."], _log.Lines);
    }

    [Fact]
    public async Task Report_AbsentCollector_IsAskedAgainAfterTenMinutes()
    {
        var asked = 0;
        _fake.WhyAbsent = () => asked++ == 0 ? "no such tool" : null;
        for (var i = 0; i < 60; i++)
        {
            await StepAsync();
            Assert.Equal((0, 1, 0), (_samples.Count, asked, _fake.Started));
        }

        await StepAsync();
        await StepAsync();
        Assert.Equal((1, 2), (Own("up"), asked));
        Assert.Equal(["Information: Collector fake is absent: no such tool.", "Information: Collector fake works now."], _log.Lines);
    }

    [Fact]
    public async Task CollectOnce_SlowCollector_IsWaitedFor()
    {
        var end = new TaskCompletionSource();
        _fake.Collect = async run =>
        {
            await end.Task;
            await _fake.Add(run);
        };
        using var set = new CollectorSet([_fake], _time, _log);
        var collecting = set.CollectOnceAsync(_samples, TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(collecting.IsCompleted);
        end.SetResult();
        await collecting;
        Assert.Equal(1, _samples.Find(Load));
    }

    [Fact]
    public async Task CollectOnce_HungCollector_IsWaitedForAsLongAsARunMayTake()
    {
        _fake.Collect = _ => new TaskCompletionSource().Task;
        using var set = new CollectorSet([_fake], _time, _log);
        var collecting = set.CollectOnceAsync(_samples, TimeSpan.FromSeconds(5));
        _time.Advance(Pace.Timeout);
        await collecting;
        Assert.Equal(0, Own("up"));
        Assert.Equal("no answer within 20 s", Assert.Single(set.States).Reason);
    }

    [Fact]
    public async Task Dispose_RunUnderWay_IsToldToStop()
    {
        var stopped = new TaskCompletionSource();
        _fake.Collect = run =>
        {
            run.Stop.Register(stopped.SetResult);
            return stopped.Task;
        };
        var set = new CollectorSet([_fake], _time, _log);
        var collecting = set.CollectOnceAsync(_samples, TimeSpan.FromSeconds(5));
        await Eventually.HoldsAsync(() => _fake.Started > 0, "it is started");
        set.Dispose();
        await stopped.Task;
        await collecting;
    }

    [Fact]
    public void Delay_ManyNames_AreSpreadWithinATenthOfTheInterval()
    {
        var delays = Enumerable.Range(0, 20).Select(i => PacedRunner.DelayOf($"collector{i}", TimeSpan.FromSeconds(10)).TotalMilliseconds).ToArray();
        Assert.All(delays, each => Assert.InRange(each, 0, 1000));
        Assert.True(delays.Distinct().Count() > 15 && delays.Max() - delays.Min() > 400);
        Assert.InRange(PacedRunner.DelayOf("collector", TimeSpan.FromDays(1)), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private void Report()
    {
        _runner.StartIfDue();
        _samples.Clear();
        _runner.AddTo(_samples);
    }

    /// <summary>One report, ten seconds, and the end of the run that it has started.</summary>
    /// <param name="hangs">True where the run does not end in this time, but has begun.</param>
    private async Task StepAsync(bool hangs = false)
    {
        Report();
        _time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.HoldsAsync(() => hangs ? _fake.Started > 0 : !_runner.IsRunning, hangs ? "the run begins" : "the run ends");
    }

    private double? Own(string figure) => _samples.Find(MetricCatalog.Series("collector_" + figure, new Label("collector", "fake")));

    private sealed class Fake : IPacedCollector
    {
        private int _runs, _started;

        public Fake() => Collect = Add;

        public Func<CollectorRun, Task> Collect { get; set; }

        public Func<string?>? WhyAbsent { get; set; }

        /// <summary>Runs that ended well.</summary>
        public int Runs => Volatile.Read(ref _runs);

        public int Started => Volatile.Read(ref _started);

        public string Name => "fake";

        public Pace Pace => PacedRunnerTests.Pace;

        public ValueTask<string?> WhyAbsentAsync(CancellationToken stop) => new(WhyAbsent?.Invoke());

        public Task CollectAsync(CollectorRun run)
        {
            Interlocked.Increment(ref _started);
            return Collect(run);
        }

        public Task Add(CollectorRun run)
        {
            run.Samples.Add(Load, Interlocked.Increment(ref _runs));
            return Task.CompletedTask;
        }
    }
}
