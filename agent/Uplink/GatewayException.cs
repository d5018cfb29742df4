namespace Dcmon.Agent.Uplink;

/// <summary>The server could not be reached, or refused; the message says why.</summary>
public sealed class GatewayException(string message, Exception? inner = null) : Exception(message, inner);
