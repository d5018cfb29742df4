using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Scripts.Nagios;
using Dcmon.Agent.Collectors.Scripts.Output;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Scripts;

/// <summary>One script: runs it, and reads what it writes.</summary>
internal sealed class ScriptCollector : IPacedCollector
{
    /// <summary>Longer than the runner takes to kill what does not end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ScriptDirectory _directory;
    private readonly ToolRunner _runner;
    private readonly IScriptOutput _output;
    private readonly Series _up, _duration, _exitCode;
    private readonly TimeSpan _timeout;

    /// <summary>Makes the collector of a script.</summary>
    public ScriptCollector(Script script, ScriptDirectory directory, CollectorParts parts, ScriptsSettings settings, ToolRunner runner)
    {
        (Script, _directory, _runner) = (script, directory, runner);
        var job = settings.Jobs.GetValueOrDefault(script.Name) ?? new ScriptJobSettings();
        _timeout = job.Timeout ?? settings.Timeout;
        // It may wait for its turn as long as it may run.
        Pace = new Pace(job.Interval ?? settings.Interval, 2 * _timeout + Grace);
        var isNagios = job.Format == ScriptFormat.Nagios || (job.Format == ScriptFormat.Auto && script.LooksLikeNagios);
        _output = isNagios
            ? new NagiosCheck(script.Name, settings.MaxSeries, parts)
            : new MetricsOutput(script.Name, settings.MaxSeries, parts.Time);
        Series Of(string metric) => MetricCatalog.Series(metric, new Label("script", script.Name));
        (_up, _duration, _exitCode) = (Of("script_up"), Of("script_duration_seconds"), Of("script_exit_code"));
    }

    /// <summary>The script.</summary>
    public Script Script { get; }

    /// <inheritdoc/>
    public string Name => $"script:{Script.Name}";

    /// <inheritdoc/>
    public Pace Pace { get; }

    /// <inheritdoc/>
    public async Task CollectAsync(CollectorRun run)
    {
        var failure = await RunAsync(run);
        run.Samples.Add(_up, failure is null ? 1 : 0);
        if (failure is null) return;
        _output.Lost(failure, run.Samples);
        run.Fail(failure);
    }

    /// <summary>Runs the script; returns why it gave nothing, or null.</summary>
    private async Task<string?> RunAsync(CollectorRun run)
    {
        try
        {
            // Again: the file may have changed since the directory was looked at.
            if (_directory.WhyNotRun(Script) is { } objection) return objection;
            var result = await _runner.RunAsync(new ToolCall(Script.Path, [], _timeout), run.Stop);
            run.Samples.Add(_duration, result.Took.TotalSeconds);
            run.Samples.Add(_exitCode, result.ExitCode);
            return _output.Read(result, run);
        }
        catch (Exception error) when (error is ToolException or IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }
}
