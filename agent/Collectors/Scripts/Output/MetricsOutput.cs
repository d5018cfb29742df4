using Dcmon.Agent.Collecting;
using Dcmon.Agent.Prometheus;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Scripts.Output;

/// <summary>Output in Prometheus' text format. The output of a script that ends with another exit code than 0 is ignored.</summary>
internal sealed class MetricsOutput(string script, int mostSeries, TimeProvider time) : IScriptOutput
{
    private readonly TextDocument _document = new(new SeriesRules(new Label("script", script), mostSeries), time);

    /// <inheritdoc/>
    public string? Read(ToolResult result, CollectorRun run)
    {
        if (result.ExitCode != 0) return $"it ended with exit code {result.ExitCode}{(result.Error.Length > 0 ? ": " : "")}{result.Error}";
        try
        {
            foreach (var trouble in _document.Read(result.Output, run.Samples)) run.Trouble("output", trouble);
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public void Lost(string reason, SampleSet samples)
    {
        // Its figures are missing.
    }
}
