using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collecting;

public sealed class CollectorSetTests : IDisposable
{
    private static readonly Series Load = MetricCatalog.Series("load1");
    private static readonly Series Uptime = MetricCatalog.Series("uptime_seconds");

    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly SampleSet _samples = new();
    private readonly ManualResetEventSlim _release = new();

    public void Dispose()
    {
        _release.Set();
        _release.Dispose();
    }

    [Fact]
    public async Task Collect_HungCollector_DelaysNoOtherAndIsNotStartedAgain()
    {
        var started = 0;
        var hung = new Fake("hung", samples =>
        {
            Interlocked.Increment(ref started);
            _release.Wait();
            samples.Add(Uptime, 1);
        });
        var set = new CollectorSet([hung, new Fake("well", samples => samples.Add(Load, 2))], _time, _log);

        for (var i = 1; i <= 3; i++)
        {
            await CollectAsync(set, hangs: i == 1);
            Assert.Equal(2, _samples.Find(Load));
            Assert.Null(_samples.Find(Uptime));
            Assert.Equal((0, 1), (Up("hung"), Up("well")));
            Assert.Equal(i * 5, _samples.Find(MetricCatalog.Series("collector_duration_seconds", new Label("collector", "hung"))));
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(1, started);
        Assert.Equal(1, _log.Count("Collector hung: no answer within 5 s"));

        _release.Set();
        await Eventually.HoldsAsync(() =>
        {
            CollectAsync(set).GetAwaiter().GetResult();
            return _log.Count("Collector hung works again") == 1;
        }, "it works again");
        Assert.Equal(1, _samples.Find(Uptime));
        Assert.Equal(1, Up("hung"));
    }

    [Fact]
    public async Task Collect_FailingCollector_IsDownWithoutItsHalfDoneFigures()
    {
        var fails = true;
        var set = new CollectorSet(
            [new Fake("odd", samples =>
            {
                samples.Add(Load, 1);
                if (fails) throw new IOException("no such device");
            })], _time, _log);
        await CollectAsync(set);
        await CollectAsync(set);
        Assert.Null(_samples.Find(Load));
        Assert.Equal(0, Up("odd"));
        Assert.Equal(1, _log.Count("no such device"));
        fails = false;
        await CollectAsync(set);
        Assert.Equal(1, _samples.Find(Load));
        Assert.Equal(1, Up("odd"));
    }

    [Fact]
    public async Task Collect_AbsentCollector_IsLeftOutWithAReason()
    {
        var set = new CollectorSet([new Fake("gone", _ => { }, () => "there is none")], _time, _log);
        await CollectAsync(set);
        Assert.Equal(0, _samples.Count);
        Assert.Equal(1, _log.Count("Collector gone is absent: there is none"));
        Assert.Equal(("gone", CollectorStatus.Absent, "there is none"), Reported(set));
    }

    [Fact]
    public async Task Collect_AbsentCollector_IsAskedAgainAfterTenMinutes()
    {
        var (asked, reason) = (0, "no driver");
        var set = new CollectorSet([new Fake("late", samples => samples.Add(Load, 1), () => asked++ < 2 ? reason : null)], _time, _log);
        for (var i = 0; i < 3; i++)
        {
            await CollectAsync(set);
            _time.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal(0, _samples.Count);
        }

        Assert.Equal(2, asked);
        _time.Advance(TimeSpan.FromMinutes(5));
        await CollectAsync(set);
        await CollectAsync(set);
        Assert.Equal(3, asked);
        Assert.Equal((1, 1), (_samples.Find(Load), Up("late")));
        Assert.Equal(["Information: Collector late is absent: no driver.", "Information: Collector late works now."], _log.Lines);
    }

    [Fact]
    public async Task Collect_CollectorThatIsOff_IsKnownByNameOnly()
    {
        var settings = new CollectorSettings { Cpu = new CollectorSection { Enabled = false } };
        using var parts = new TestParts(settings);
        var set = new CollectorSet(parts.Collectors().Where(each => each.Name == "cpu"), _time, _log);
        await CollectAsync(set);
        Assert.Equal(0, _samples.Count);
        Assert.Empty(_log.Lines);
        Assert.Equal(("cpu", CollectorStatus.Off, null), Reported(set));
    }

    [Fact]
    public async Task Collect_PartOfItFails_IsUpWithATrouble()
    {
        var fake = new Fake("parts", samples => samples.Add(Load, 1)) { Troubles = ["gpu 1: lost"] };
        var set = new CollectorSet([fake], _time, _log);
        await CollectAsync(set);
        Assert.Equal((1, 1, 1), (_samples.Find(Load), Up("parts"), Own("parts", "troubles")));
        Assert.Equal(("parts", CollectorStatus.Up, "gpu 1: lost"), Reported(set));
        fake.Troubles = [];
        await CollectAsync(set);
        Assert.Equal(0, Own("parts", "troubles"));
        Assert.Equal(["Warning: Collector parts: gpu 1: lost.", "Information: Collector parts works again."], _log.Lines);
    }

    [Fact]
    public async Task Collect_ReasonOfManyLines_IsReportedOnOne()
    {
        var set = new CollectorSet([new Fake("odd", _ => throw new IOException("one\n\u001b[2Jtwo"))], _time, _log);
        await CollectAsync(set);
        Assert.Equal(("odd", CollectorStatus.Down, "one [2Jtwo"), Reported(set));
    }

    /// <param name="set">What collects.</param>
    /// <param name="hangs">True where a report has to wait for a collector in vain: only the first one does.</param>
    private async Task CollectAsync(CollectorSet set, bool hangs = false)
    {
        var collecting = set.CollectAsync(_samples, TimeSpan.FromSeconds(5));
        await Eventually.HoldsAsync(() => collecting.IsCompleted, "the report goes out", () =>
        {
            // The others are done when there is one timer left.
            if (hangs && _time.PendingTimers == 1) _time.Advance(TimeSpan.FromSeconds(5));
        });
        await collecting;
    }

    private double? Up(string name) => Own(name, "up");

    private double? Own(string name, string figure) =>
        _samples.Find(MetricCatalog.Series("collector_" + figure, new Label("collector", name)));

    private static (string, CollectorStatus, string?) Reported(CollectorSet set)
    {
        var state = Assert.Single(set.States);
        return (state.Name, state.Status, state.Reason);
    }

    private sealed class Fake(string name, Action<SampleSet> collect, Func<string?>? whyAbsent = null) : ICollector
    {
        public string Name => name;

        public IReadOnlyList<string>? Troubles { get; set; }

        public string? WhyAbsent() => whyAbsent?.Invoke();

        public void Collect(SampleSet samples) => collect(samples);
    }
}
