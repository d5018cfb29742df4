namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// The right to write one client's series. The process that took it last has it: the fence of an older lease is refused, so
/// that a process that has lost a client without knowing it cannot write concurrently with its successor.
/// </summary>
/// <param name="Client">The client's id.</param>
/// <param name="Fence">Grows each time that the right is taken.</param>
public sealed record ClientLease(string Client, long Fence);
