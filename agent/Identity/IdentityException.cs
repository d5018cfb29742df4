namespace Dcmon.Agent.Identity;

/// <summary>The agent's identity is missing or unusable, or could not be had; the message says what to do.</summary>
public sealed class IdentityException(string message, Exception? inner = null) : Exception(message, inner);
