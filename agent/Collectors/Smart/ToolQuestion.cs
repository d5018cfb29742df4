using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>Gets a tool's answer, as <see cref="ToolRunner.RunAsync(ToolCall, CancellationToken)"/> does.</summary>
/// <exception cref="ToolException">There is none.</exception>
internal delegate Task<ToolResult> ToolQuestion(ToolCall call, CancellationToken stop);
