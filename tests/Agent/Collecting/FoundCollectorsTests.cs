using Dcmon.Agent.Collecting;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collecting;

/// <summary>Collectors that come and go beside the reports.</summary>
public sealed class FoundCollectorsTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly SampleSet _samples = new();
    private readonly Source _source = new();
    private readonly CollectorSet _set;

    public FoundCollectorsTests() => _set = new CollectorSet([_source], _time, new LogRecorder());

    public void Dispose() => _set.Dispose();

    [Fact]
    public async Task Report_WhatIsFound_RunsWithoutBeingWaitedFor()
    {
        _source.Next = [new Found("a"), new Found("b")];
        await ReportsAsync(() => Up("a") == 1 && Up("b") == 1);
        Assert.Equal(["source", "a", "b"], _set.States.Select(each => each.Name));
    }

    [Fact]
    public async Task Report_WhatIsGone_IsStoppedAndSaysNothingMore()
    {
        var (stays, goes) = (new Found("stays"), new Found("goes") { Hangs = true });
        _source.Next = [stays, goes];
        await ReportsAsync(() => Up("stays") == 1 && goes.Runs == 1);

        _source.Next = [stays];
        await ReportsAsync(() => goes.WasStopped);
        await ReportsAsync(() => _set.States.Count() == 2);
        Assert.Null(Up("goes"));
        Assert.Equal(1, Up("stays"));
    }

    [Fact]
    public async Task Dispose_StopsWhatRuns()
    {
        var found = new Found("a") { Hangs = true };
        _source.Next = [found];
        await ReportsAsync(() => found.Runs == 1);
        _set.Dispose();
        await Eventually.HoldsAsync(() => found.WasStopped, "the run is stopped");
    }

    private double? Up(string name) => _samples.Find(MetricCatalog.Series("collector_up", new Label("collector", name)));

    /// <summary>Reports, ten seconds apart, until it is so.</summary>
    private async Task ReportsAsync(Func<bool> isSo)
    {
        for (var i = 0; !isSo(); i++)
        {
            Assert.True(i < 100, "It never came about.");
            _time.Advance(TimeSpan.FromSeconds(10));
            await _set.CollectAsync(_samples, TimeSpan.FromSeconds(5));
            // Runs begin after a delay of their own, on other threads.
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    private sealed class Source : ICollectorSource
    {
        public IReadOnlyList<IPacedCollector> Next { get; set; } = [];

        public string Name => "source";

        public Pace Pace => new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));

        public IReadOnlyList<IPacedCollector> Found { get; private set; } = [];

        public Task CollectAsync(CollectorRun run)
        {
            Found = Next;
            return Task.CompletedTask;
        }
    }

    private sealed class Found(string name) : IPacedCollector
    {
        public bool Hangs { get; init; }

        public int Runs { get; private set; }

        public bool WasStopped { get; private set; }

        public string Name => name;

        public Pace Pace => new(TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));

        public async Task CollectAsync(CollectorRun run)
        {
            Runs++;
            using var stopped = run.Stop.Register(() => WasStopped = true);
            if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, run.Stop);
        }
    }
}
