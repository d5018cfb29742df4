using Dcmon.Agent.Collecting;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Scripts.Output;

/// <summary>Reads what a script writes.</summary>
internal interface IScriptOutput
{
    /// <summary>Adds the script's figures to the run's samples.</summary>
    /// <returns>Why it has none, or null.</returns>
    string? Read(ToolResult result, CollectorRun run);

    /// <summary>The script could not be run to its end, or had no output.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="samples">May get what that means.</param>
    void Lost(string reason, SampleSet samples);
}
