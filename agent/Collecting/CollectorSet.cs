using Dcmon.Agent.Events;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collecting;

/// <summary>All collectors, run side by side. Used by the report loop, but for <see cref="States"/>.</summary>
internal sealed class CollectorSet : IDisposable
{
    /// <summary>
    /// When a collector that this machine has no use for is tried again: drivers and services may come later.
    /// </summary>
    internal static readonly TimeSpan AbsentRetryInterval = TimeSpan.FromMinutes(10);

    private readonly List<CollectorRunner> _runners = [];
    private readonly List<PacedRunner> _paced = [];
    private readonly List<FoundCollectors> _found = [];
    private readonly List<CollectorHealth> _healths = [];
    private readonly List<IDisposable> _disposables = [];

    /// <summary>Makes a runner for each collector; nothing is read yet.</summary>
    /// <param name="collectors">The collectors.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Logs the collectors' health.</param>
    /// <param name="events">Likewise; null for none.</param>
    public CollectorSet(IEnumerable<INamedCollector> collectors, TimeProvider time, ILoggerFactory loggers, EventQueue? events = null)
    {
        var logger = loggers.CreateLogger<CollectorHealth>();
        foreach (var collector in collectors)
        {
            var health = HealthOf(collector);
            _healths.Add(health);
            if (collector is IDisposable disposable) _disposables.Add(disposable);
            switch (collector)
            {
                case ICollector each: _runners.Add(new CollectorRunner(each, health, time)); break;
                case ICollectorSource source:
                    _found.Add(new FoundCollectors(source, new PacedRunner(source, health, time), RunnerOf));
                    break;
                case IPacedCollector paced: _paced.Add(new PacedRunner(paced, health, time)); break;
                default: health.MarkOff(); break;
            }
        }

        CollectorHealth HealthOf(INamedCollector collector) =>
            new(collector.Name, time, logger, events is null ? null : new CollectorEvents(collector.Name, events, time));
        PacedRunner RunnerOf(IPacedCollector collector) => new(collector, HealthOf(collector), time);
    }

    /// <summary>
    /// The collectors' states, in their order, without those that have not answered yet. Safe for concurrent use.
    /// </summary>
    public IEnumerable<CollectorState> States =>
        _healths.Concat(_found.SelectMany(each => each.Runners).Select(each => each.Health)).Select(each => each.State)
            .OfType<CollectorState>();

    /// <summary>
    /// Runs all collectors, waits at most the limit, and puts together what was found. Paced ones are started where it
    /// is time, and give what they have.
    /// </summary>
    /// <param name="samples">Cleared and filled.</param>
    /// <param name="limit">How long to wait for the slowest.</param>
    public Task CollectAsync(SampleSet samples, TimeSpan limit)
    {
        foreach (var each in _found) each.StartIfDue();
        foreach (var paced in _paced) paced.StartIfDue();
        return GatherAsync(samples, _runners.Select(each => each.RunAsync(limit)));
    }

    /// <summary>
    /// The same, but paced ones are started at once, and each is waited for as long as its run may take.
    /// </summary>
    public Task CollectOnceAsync(SampleSet samples, TimeSpan limit) => GatherAsync(
        samples,
        [
            .. _found.Select(each => each.RunAsync()),
            .. _paced.Select(each => each.RunAsync()),
            .. _runners.Select(each => each.RunAsync(limit)),
        ]);

    /// <summary>Stops collectors: what paced ones have started is killed, and what others follow is left.</summary>
    public void Dispose()
    {
        foreach (var each in _found) each.Stop();
        foreach (var paced in _paced) paced.Stop();
        foreach (var each in _disposables) each.Dispose();
    }

    private async Task GatherAsync(SampleSet samples, IEnumerable<Task> runs)
    {
        await Task.WhenAll(runs);
        samples.Clear();
        foreach (var runner in _runners) runner.AddTo(samples);
        foreach (var paced in _paced) paced.AddTo(samples);
        foreach (var each in _found) each.AddTo(samples);
    }
}
