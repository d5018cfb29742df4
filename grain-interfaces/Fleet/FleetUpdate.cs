using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.GrainInterfaces.Fleet;

/// <summary>What the clients of one silo have to say to the fleet's grain.</summary>
/// <param name="Rows">New rows, one for each client that reported.</param>
/// <param name="Backfilled">Spans of history in which reports arrived late, one for each client that has any.</param>
[GenerateSerializer, Immutable, Alias("dcmon.fleet-update")]
public sealed record FleetUpdate(
    [property: Id(0)] IReadOnlyList<ClientSummary> Rows,
    [property: Id(1)] IReadOnlyList<ClientSpan> Backfilled);
