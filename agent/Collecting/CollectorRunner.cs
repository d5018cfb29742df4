using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collecting;

/// <summary>
/// Runs one collector so that it can harm no other: on a thread of its own, with a limit on the time that a report
/// waits for it. A run that hangs is left alone, and no second one is started beside it. The fields belong to the
/// report loop, but for <c>_samples</c> and <c>_isThere</c>, which a run owns until it ends.
/// </summary>
internal sealed class CollectorRunner(ICollector collector, CollectorHealth health, TimeProvider time)
{
    private readonly Series _up = MetricCatalog.Series("collector_up", new Label("collector", collector.Name));
    private readonly Series _duration = MetricCatalog.Series("collector_duration_seconds", new Label("collector", collector.Name));
    private readonly Series _troubles = MetricCatalog.Series("collector_troubles", new Label("collector", collector.Name));
    private readonly SampleSet _samples = new();

    private Task<Outcome>? _run;
    private long _startedAt;
    private bool _isThere;

    /// <summary>Its health.</summary>
    public CollectorHealth Health => health;

    /// <summary>Runs the collector and waits for its end, but not longer than the limit. Never throws.</summary>
    public async Task RunAsync(TimeSpan limit)
    {
        if (_run is { IsCompleted: false }) return;
        if (health.Status == CollectorStatus.Absent && time.GetElapsedTime(_startedAt) < CollectorSet.AbsentRetryInterval) return;
        _startedAt = time.GetTimestamp();
        _run = Task.Run(Collect);
        try
        {
            var (absent, took) = await _run.WaitAsync(limit, time);
            if (absent is null) health.Succeeded(took, time.GetTimestamp(), collector.Troubles ?? []);
            else health.MarkAbsent(absent);
        }
        catch (TimeoutException) when (!_run.IsCompleted)
        {
            health.Failed(limit, $"no answer within {limit.TotalSeconds:0.###} s; its figures are missing until it answers");
        }
        catch (Exception error)
        {
            health.Failed(time.GetElapsedTime(_startedAt), error.Message);
        }
    }

    /// <summary>
    /// Adds what the last run found, if it succeeded, and the collector's own figures; nothing for an absent one.
    /// </summary>
    public void AddTo(SampleSet report)
    {
        if (health.Status == CollectorStatus.Absent) return;
        var succeeded = _run is { IsCompletedSuccessfully: true, Result.Absent: null };
        if (succeeded) report.AddAll(_samples);
        report.Add(_up, succeeded ? 1 : 0);
        if (succeeded && collector.Troubles is { } troubles) report.Add(_troubles, troubles.Count);
        report.Add(_duration, (succeeded ? _run!.Result.Took : time.GetElapsedTime(_startedAt)).TotalSeconds);
    }

    private Outcome Collect()
    {
        if (!_isThere && collector.WhyAbsent() is { } reason) return new Outcome(reason, TimeSpan.Zero);
        _isThere = true;
        _samples.Clear();
        collector.Collect(_samples);
        return new Outcome(null, time.GetElapsedTime(_startedAt));
    }

    private readonly record struct Outcome(string? Absent, TimeSpan Took);
}
