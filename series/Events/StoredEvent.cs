using Dcmon.Wire.Extras;

namespace Dcmon.TimeSeries.Events;

/// <summary>An event in the store.</summary>
/// <param name="Id">Its number in the store; never used twice.</param>
/// <param name="Client">The client's id.</param>
/// <param name="Event">The event.</param>
public sealed record StoredEvent(long Id, string Client, MachineEvent Event)
{
    /// <summary>Where it stands in the order of events.</summary>
    public EventPlace Place => new(Event.Time, Id);
}
