namespace Dcmon.TimeSeries.Storage;

/// <summary>A stored schema is not what its hash says. It is whole again once an agent sends it again.</summary>
internal sealed class DamagedSchemaException(string message) : Exception(message);
