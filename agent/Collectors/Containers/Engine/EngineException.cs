namespace Dcmon.Agent.Collectors.Containers.Engine;

/// <summary>
/// A container engine gives no answer, or not the expected one. The message says why, without a final full stop.
/// </summary>
internal class EngineException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The engine does not know what was requested: a container that is gone meanwhile.</summary>
internal sealed class EngineNotFoundException(string message) : EngineException(message);
