using Dcmon.Wire.Metrics;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors;

/// <summary>
/// Runs one collector so that it can harm no other: on a thread of its own, with a limit on the time that a report waits
/// for it. A run that hangs is left alone, and no second one is started beside it. The fields belong to the report
/// loop, but for <c>_samples</c>, which a run owns until it ends.
/// </summary>
internal sealed partial class CollectorRunner(ICollector collector, TimeProvider time, ILogger<CollectorRunner> logger)
{
    private readonly Series _up = MetricCatalog.Series("collector_up", new Label("collector", collector.Name));
    private readonly Series _duration = MetricCatalog.Series("collector_duration_seconds", new Label("collector", collector.Name));
    private readonly SampleSet _samples = new();

    private Task<TimeSpan>? _run;
    private long _startedAt;
    private string? _lastProblem;

    /// <summary>Runs the collector and waits for its end, but not longer than the limit. Never throws.</summary>
    public async Task RunAsync(TimeSpan limit)
    {
        if (_run is { IsCompleted: false }) return;
        _startedAt = time.GetTimestamp();
        _run = Task.Run(Collect);
        try
        {
            await _run.WaitAsync(limit, time);
            Tell(null);
        }
        catch (TimeoutException) when (!_run.IsCompleted)
        {
            Tell($"no answer within {limit.TotalSeconds:0.###} s; its figures are missing until it answers");
        }
        catch (Exception error)
        {
            Tell(error.Message);
        }
    }

    /// <summary>Adds what the last run found, if it succeeded, and the collector's own two figures.</summary>
    public void AddTo(SampleSet report)
    {
        var succeeded = _run is { IsCompletedSuccessfully: true };
        if (succeeded)
            for (var i = 0; i < _samples.Count; i++)
                report.Add(_samples.Series[i], _samples.Values[i]);
        report.Add(_up, succeeded ? 1 : 0);
        report.Add(_duration, (succeeded ? _run!.Result : time.GetElapsedTime(_startedAt)).TotalSeconds);
    }

    private TimeSpan Collect()
    {
        _samples.Clear();
        collector.Collect(_samples);
        return time.GetElapsedTime(_startedAt);
    }

    /// <summary>Logs a change for the better or the worse, and nothing while it stays as it is.</summary>
    private void Tell(string? problem)
    {
        if (problem == _lastProblem) return;
        _lastProblem = problem;
        if (problem is null) Recovered(collector.Name);
        else Failed(collector.Name, problem);
    }

    [LoggerMessage(LogLevel.Warning, "Collector {Name}: {Problem}.")]
    private partial void Failed(string name, string problem);

    [LoggerMessage(LogLevel.Information, "Collector {Name} works again.")]
    private partial void Recovered(string name);
}
