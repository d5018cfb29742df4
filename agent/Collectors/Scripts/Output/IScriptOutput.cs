using Dcmon.Agent.Collecting;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Scripts.Output;

/// <summary>Reads what a script writes.</summary>
internal interface IScriptOutput
{
    /// <summary>Adds what it says to the run's samples.</summary>
    /// <returns>Why it says nothing, or null.</returns>
    string? Read(ToolResult result, CollectorRun run);

    /// <summary>The script could not be run to its end, or said nothing.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="samples">May get what that means.</param>
    void Lost(string reason, SampleSet samples);
}
