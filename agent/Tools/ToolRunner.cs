using Dcmon.Agent.Settings;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Tools;

/// <summary>Runs programs of this machine so that none can harm the agent. Safe for concurrent use.</summary>
internal sealed class ToolRunner(ToolSettings settings, TimeProvider time, ILogger<ToolRunner> logger)
{
    /// <summary>Where a program is: an absolute path in <c>tools.path</c> of an executable that others cannot write; or null.</summary>
    public string? Find(string name) => throw new NotImplementedException($"{name} {settings} {time} {logger}");

    /// <summary>Runs a program to its end, whatever its exit code.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="stop">Ends the run: program and children are killed at once.</param>
    /// <exception cref="ToolException">
    /// It is not there, cannot be started, ran too long, wrote too much, or an earlier run of its lane cannot be killed.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public Task<ToolResult> RunAsync(ToolCall call, CancellationToken stop) => throw new NotImplementedException();
}
