using Dcmon.Wire.Extras;

namespace Dcmon.Queries;

/// <summary>An event of a machine in the store.</summary>
/// <param name="Id">Its number in the store; never used twice.</param>
/// <param name="Client">Client id.</param>
/// <param name="Event">What happened.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-event")]
public sealed record ClientEvent(
    [property: Id(0)] long Id,
    [property: Id(1)] string Client,
    [property: Id(2)] MachineEvent Event)
{
    /// <summary>Where it stands in the order of events.</summary>
    public EventPlace Place => new(Event.Time, Id);
}
