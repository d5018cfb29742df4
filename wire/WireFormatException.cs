namespace Dcmon.Wire;

/// <summary>Bytes or texts from the other side are not what the format says; the message says where and what was expected.</summary>
public sealed class WireFormatException(string message) : Exception(message);
