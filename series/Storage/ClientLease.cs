namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// The right to write one client's series. Whoever takes it last has it: the fence of an older lease is refused, so
/// that a process that lost a client, and does not know yet, cannot write beside its successor.
/// </summary>
/// <param name="Client">The client's id.</param>
/// <param name="Fence">Grows each time that the right is taken.</param>
public sealed record ClientLease(string Client, long Fence);
