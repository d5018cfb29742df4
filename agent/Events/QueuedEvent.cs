using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Events;

/// <summary>An event that no report has taken yet.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Size">Bytes that it takes in a report.</param>
/// <param name="OnStored">Called once the event is on disk.</param>
internal readonly record struct QueuedEvent(MachineEvent Event, int Size, Action? OnStored);
