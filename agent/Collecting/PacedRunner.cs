using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collecting;

/// <summary>
/// Runs one collector at its own pace. No report waits for it: reports have what its last good run found, while that is
/// new enough. A run that takes too long is cancelled, and no other is started before it has ended. The fields belong
/// to the report loop, but for <c>_spare</c> and <c>_isThere</c>, which a run owns until it ends.
/// </summary>
internal sealed class PacedRunner
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Reports are not made at exact distances: a run may start so much before its time.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(0.5);

    private readonly IPacedCollector _collector;
    private readonly TimeProvider _time;
    private readonly Series _up, _duration, _age, _troubles;
    private readonly TimeSpan _delay;
    private readonly CancellationTokenSource _stop = new();

    private SampleSet _found = new();
    private SampleSet _spare = new();
    private bool _isThere;
    private Task<Outcome>? _run;
    private long _startedAt;
    private TimeSpan _runDelay;
    private long? _foundAt;
    private int _troubleCount;
    private int _failures;
    private TimeSpan _wait = TimeSpan.Zero;

    /// <summary>Makes a runner; nothing is started.</summary>
    public PacedRunner(IPacedCollector collector, CollectorHealth health, TimeProvider time)
    {
        (_collector, Health, _time) = (collector, health, time);
        Series Of(string metric) => MetricCatalog.Series(metric, new Label("collector", collector.Name));
        (_up, _duration) = (Of("collector_up"), Of("collector_duration_seconds"));
        (_age, _troubles) = (Of("collector_age_seconds"), Of("collector_troubles"));
        _delay = DelayOf(collector.Name, collector.Pace.Interval);
    }

    /// <summary>Its health.</summary>
    public CollectorHealth Health { get; }

    /// <summary>True where it is this collector that it runs.</summary>
    public bool Runs(IPacedCollector collector) => ReferenceEquals(collector, _collector);

    /// <summary>True while a run is under way, or waits for its turn.</summary>
    public bool IsRunning => _run is { IsCompleted: false };

    /// <summary>Starts a run if it is time and none is under way. Returns at once.</summary>
    public void StartIfDue()
    {
        CompleteRun();
        if (_run is null && (_wait == TimeSpan.Zero || _time.GetElapsedTime(_startedAt) >= _wait - Early)) Start(_delay);
    }

    /// <summary>Runs it now and waits for its end, but not longer than a run may take. Never throws.</summary>
    public async Task RunAsync()
    {
        var run = Start(TimeSpan.Zero);
        await Task.WhenAny(run, Task.Delay(_collector.Pace.Timeout, _time, _stop.Token));
        CompleteRun();
    }

    /// <summary>
    /// Adds what the last good run found, if it is new enough, and the collector's own figures; nothing for an absent
    /// one.
    /// </summary>
    public void AddTo(SampleSet report)
    {
        CompleteRun();
        if (Health.Status is not { } status || status == CollectorStatus.Absent) return;
        var (interval, timeout) = _collector.Pace;
        if (_foundAt is { } foundAt && _time.GetElapsedTime(foundAt) is var age && age <= 3 * interval + timeout)
        {
            report.AddAll(_found);
            report.Add(_age, age.TotalSeconds);
        }

        report.Add(_up, status == CollectorStatus.Up ? 1 : 0);
        report.Add(_duration, Health.Duration.TotalSeconds);
        if (status == CollectorStatus.Up) report.Add(_troubles, _troubleCount);
    }

    /// <summary>Cancels a run and does not wait for it.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>
    /// How long after its report a run starts, so that not all start at once: by the name, the same each time.
    /// </summary>
    internal static TimeSpan DelayOf(string name, TimeSpan interval)
    {
        var longest = interval / 10 < LongestDelay ? interval / 10 : LongestDelay;
        var hash = name.Aggregate(0u, (hash, each) => (hash + each) * 2654435769); // 2^32 by the golden ratio: similar names come far apart
        return longest * (hash / (double)(1L << 32));
    }

    private string Late => $"no answer within {_collector.Pace.Timeout.TotalSeconds:0.###} s";

    private Task<Outcome> Start(TimeSpan delay)
    {
        _runDelay = delay;
        _startedAt = _time.GetTimestamp();
        return _run = CollectAsync(delay, _stop.Token);
    }

    private async Task<Outcome> CollectAsync(TimeSpan delay, CancellationToken stop)
    {
        await Task.Delay(delay, _time, stop);
        return await Task.Run(() => CollectAsync(stop), CancellationToken.None);
    }

    private async Task<Outcome> CollectAsync(CancellationToken stop)
    {
        var begunAt = _time.GetTimestamp();
        using var timeout = new CancellationTokenSource(_collector.Pace.Timeout, _time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        if (!_isThere && await _collector.WhyAbsentAsync(over.Token) is { } reason)
            return new Outcome(reason, [], TimeSpan.Zero, begunAt, null);
        _isThere = true;
        _spare.Clear();
        var run = new CollectorRun(_spare, over.Token);
        await _collector.CollectAsync(run);
        over.Token.ThrowIfCancellationRequested(); // What a late run found may be half of it.
        return new Outcome(null, run.Troubles, _time.GetElapsedTime(begunAt), _time.GetTimestamp(), run.Failure);
    }

    /// <summary>Takes in what became of a run.</summary>
    private void CompleteRun()
    {
        switch (_run)
        {
            case null: return;
            case { IsCompletedSuccessfully: true, Result: var outcome }: Succeeded(outcome); break;
            case { IsCompleted: true }: Failed(_run.Exception?.InnerException?.Message ?? Late); break;
            default:
                if (_time.GetElapsedTime(_startedAt) - _runDelay is var takes && takes >= _collector.Pace.Timeout)
                    Health.Failed(takes, Late);
                return;
        }

        _run = null;
    }

    private void Succeeded(Outcome outcome)
    {
        _failures = 0;
        if (outcome.Absent is { } reason)
        {
            _wait = CollectorSet.AbsentRetryInterval;
            Health.MarkAbsent(reason);
            return;
        }

        _wait = _collector.Pace.Interval;
        (_found, _spare, _foundAt, _troubleCount) = (_spare, _found, outcome.EndedAt, outcome.Troubles.Count);
        if (outcome.Failure is { } failure) Health.Failed(outcome.Took, failure);
        else Health.Succeeded(outcome.Took, outcome.EndedAt, outcome.Troubles);
    }

    private void Failed(string problem)
    {
        _wait = _collector.Pace.Interval * Math.Min(Math.Pow(2, _failures++), 10);
        Health.Failed(_time.GetElapsedTime(_startedAt) - _runDelay, problem);
    }

    /// <summary>How a run ended that threw nothing.</summary>
    /// <param name="Absent">Why this machine cannot have the figures, or null.</param>
    /// <param name="Troubles">What failed all the same.</param>
    /// <param name="Took">How long it took.</param>
    /// <param name="EndedAt">Timestamp of its end.</param>
    /// <param name="Failure">Why the source failed although there are figures, or null.</param>
    private sealed record Outcome(string? Absent, IReadOnlyList<string> Troubles, TimeSpan Took, long EndedAt, string? Failure);
}
