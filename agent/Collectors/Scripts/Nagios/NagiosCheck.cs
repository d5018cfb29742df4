using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Scripts.Output;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>Output of a Nagios plugin: its exit code is a state, its values come with thresholds.</summary>
internal sealed class NagiosCheck(string check, int mostSeries, CollectorParts parts) : IScriptOutput
{
    private readonly NagiosSeries _series = new(check, mostSeries, parts.Time);
    private readonly CheckStates _states = new(check, parts);

    /// <inheritdoc/>
    public string? Read(ToolResult result, CollectorRun run)
    {
        var output = NagiosOutput.Parse(result.Text);
        if (result.ExitCode > (int)NagiosState.Unknown)
            return $"it ended with exit code {result.ExitCode}, where 0 to 3 are states: {(result.Error.Length > 0 ? result.Error : output.Text)}";
        var state = (NagiosState)result.ExitCode;
        _series.AddState(state, run.Samples);
        foreach (var trouble in _series.Add(output.Values, run.Samples)) run.Trouble("values", trouble);
        if (!output.IsWhole) run.Trouble("values", "some are malformed: 'label'=VALUE[UNIT];warn;crit;min;max is expected");
        _states.Update(state, output.Text);
        return null;
    }

    /// <inheritdoc/>
    public void Lost(string reason, SampleSet samples)
    {
        _series.AddState(NagiosState.Unknown, samples);
        _states.Update(NagiosState.Unknown, reason);
    }
}
