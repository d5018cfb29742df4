namespace Dcmon.Agent.Tools;

/// <summary>
/// A program could not be run to its end. The message says which and why, in one line without a final full stop.
/// </summary>
internal sealed class ToolException(string message, Exception? inner = null) : Exception(message, inner);
