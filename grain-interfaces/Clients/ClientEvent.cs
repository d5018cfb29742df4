using Dcmon.Wire.Extras;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>An event of a machine, as the store has it.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Client">Client id.</param>
/// <param name="Event">What happened.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-event")]
public sealed record ClientEvent(
    [property: Id(0)] long Id,
    [property: Id(1)] string Client,
    [property: Id(2)] MachineEvent Event);
