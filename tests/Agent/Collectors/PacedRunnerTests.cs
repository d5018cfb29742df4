using Dcmon.Agent.Collectors;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors;

public sealed class PacedRunnerTests : IDisposable
{
    private static readonly Series Load = MetricCatalog.Series("load1");
    private static readonly Pace Pace = new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));

    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly SampleSet _samples = new();
    private readonly Fake _fake = new();
    private readonly CollectorSet _set;

    public PacedRunnerTests() => _set = new CollectorSet([_fake], _time, _log);

    public void Dispose() => _set.Dispose();

    [Fact]
    public async Task Collect_ReportEachTenSeconds_RunsOnceAMinuteAndReportsWhatItHas()
    {
        await StepAsync(runs: 1);
        Assert.Equal(0, _samples.Count); // The first report did not wait for it.
        for (var i = 1; i < 18; i++)
        {
            await StepAsync(runs: 1 + i / 6);
            Assert.Equal(1 + (i - 1) / 6, _samples.Find(Load));
            Assert.Equal((1, 0), (Own("up"), Own("troubles")));
            Assert.InRange(Own("age_seconds")!.Value, (i - 1) % 6 * 10, (i - 1) % 6 * 10 + 10);
        }

        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Collect_RunThatHeedsItsStop_IsDownUntilOneSucceeds()
    {
        _fake.Collect = run => Task.Delay(Timeout.InfiniteTimeSpan, _time, run.Stop);
        await StepAsync(runs: 0);
        await Patiently.HoldsAsync(() => _fake.Started == 1, "it is started");
        await StepAsync(runs: 0);
        await StepAsync(runs: 0);
        await UntilAsync(() => Own("up") == 0, "it is down");
        Assert.Equal(1, _log.Count("Collector fake: no answer within 20 s."));

        _fake.Collect = run => _fake.Add(run);
        for (var i = 3; i <= 6; i++) await StepAsync(runs: i == 6 ? 1 : 0);
        await UntilAsync(() => Own("up") == 1, "it is up");
        Assert.Equal(1, _log.Count("Collector fake works again."));
    }

    [Fact]
    public async Task Collect_RunThatCannotBeStopped_IsNotStartedTwice()
    {
        var (started, end) = (0, new TaskCompletionSource());
        _fake.Collect = async run =>
        {
            Interlocked.Increment(ref started);
            await end.Task;
            await _fake.Add(run);
        };
        for (var i = 0; i < 60; i++)
        {
            await StepAsync(runs: 0);
            await Patiently.HoldsAsync(() => started == 1, "it is started");
        }

        Assert.Equal(0, Own("up"));
        Assert.InRange(Own("duration_seconds")!.Value, 580, 590);
        end.SetResult();
        await UntilAsync(() => _fake.Runs == 1, "it ends");
        await UntilAsync(() => started == 2, "it is started again", TimeSpan.FromSeconds(10));
        Assert.Null(_samples.Find(Load)); // What came too late counts for nothing.
    }

    [Fact]
    public async Task Collect_Failures_AreRepeatedEverMoreSeldomAndFiguresKeptForAWhile()
    {
        await StepAsync(runs: 1);
        var failures = 0;
        _fake.Collect = _ =>
        {
            Interlocked.Increment(ref failures);
            throw new IOException("no such device");
        };
        var lastSeen = 0;
        int[] failsAtMinute = [1, 2, 4, 8, 16, 26, 36, 46, 56];
        for (var i = 1; i <= 6 * 60; i++)
        {
            await StepAsync();
            await Patiently.HoldsAsync(() => failures == failsAtMinute.Count(minute => minute * 6 <= i), $"{i * 10} s: a run after the right wait");
            if (_samples.Find(Load) is not null) lastSeen = i;
        }

        await UntilAsync(() => Own("up") == 0, "it is down");
        Assert.InRange(lastSeen, (3 * 60 + 20) / 10, (3 * 60 + 20) / 10 + 1);
        Assert.Equal(1, _log.Count("Collector fake: no such device."));
    }

    [Fact]
    public async Task Collect_PartOfItFails_IsUpWithATrouble()
    {
        _fake.Collect = run =>
        {
            run.Trouble("sel", "busy");
            return _fake.Add(run);
        };
        for (var i = 0; i < 13; i++) await StepAsync(runs: 1 + i / 6);
        Assert.Equal((1, 1, 2), (Own("up"), Own("troubles"), _samples.Find(Load)));
        Assert.Equal((CollectorStatus.Up, "sel: busy"), (_set.States.Single().Status, _set.States.Single().Reason));
        Assert.Equal(["Warning: Collector fake: sel: busy."], _log.Lines);
    }

    [Fact]
    public async Task Collect_AbsentCollector_IsAskedAgainAfterTenMinutes()
    {
        var asked = 0;
        _fake.WhyAbsent = () => Interlocked.Increment(ref asked) == 1 ? "no such tool" : null;
        for (var i = 0; i < 57; i++)
        {
            await StepAsync(runs: 0);
            await Patiently.HoldsAsync(() => asked == 1, "it is asked");
            Assert.Equal(0, _samples.Count);
        }

        for (var i = 57; i < 60; i++) await StepAsync();
        await UntilAsync(() => Own("up") == 1, "it is there", TimeSpan.FromSeconds(1));
        Assert.Equal(["Information: Collector fake is left out: no such tool.", "Information: Collector fake works now."], _log.Lines);
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
        var collecting = _set.CollectOnceAsync(_samples, TimeSpan.FromSeconds(5));
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
        var collecting = _set.CollectOnceAsync(_samples, TimeSpan.FromSeconds(5));
        _time.Advance(Pace.Timeout);
        await collecting;
        Assert.Equal(0, Own("up"));
        Assert.Equal("no answer within 20 s", _set.States.Single().Reason);
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
        var collecting = _set.CollectOnceAsync(_samples, TimeSpan.FromSeconds(5));
        await UntilAsync(() => _fake.Started > 0, "it is started");
        _set.Dispose();
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

    /// <summary>One report, and ten seconds.</summary>
    /// <param name="runs">How many runs must have ended by then; null where it is not known.</param>
    private async Task StepAsync(int? runs = null)
    {
        await _set.CollectAsync(_samples, TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(10));
        if (runs is not null) await Patiently.HoldsAsync(() => _fake.Runs == runs, $"there were {runs} runs");
    }

    /// <summary>Reports without moving the clock, or with.</summary>
    private Task UntilAsync(Func<bool> condition, string what, TimeSpan step = default) => Patiently.HoldsAsync(condition, what, () =>
    {
        _set.CollectAsync(_samples, TimeSpan.FromSeconds(5)).GetAwaiter().GetResult();
        _time.Advance(step);
    });

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
