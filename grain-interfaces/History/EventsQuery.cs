using Dcmon.GrainInterfaces.Clients;
using Dcmon.Wire.Extras;

namespace Dcmon.GrainInterfaces.History;

/// <summary>Asks for events, newest first.</summary>
/// <param name="Client">Client id; null: all.</param>
/// <param name="Kinds">Kinds; empty: all.</param>
/// <param name="MinSeverity">At least so bad, as the number of an <see cref="EventSeverity"/>.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds, inclusive.</param>
/// <param name="Limit">No more than so many.</param>
/// <param name="Before">Where the list goes on, as <see cref="EventsAnswer.Next"/> said; null: from its start.</param>
[GenerateSerializer, Immutable, Alias("dcmon.events-query")]
public sealed record EventsQuery(
    [property: Id(0)] string? Client,
    [property: Id(1)] IReadOnlyList<string> Kinds,
    [property: Id(2)] int MinSeverity,
    [property: Id(3)] long From,
    [property: Id(4)] long To,
    [property: Id(5)] int Limit,
    [property: Id(6)] string? Before = null);

/// <summary>Events, newest first.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Where the list goes on; null where it ends.</param>
[GenerateSerializer, Immutable, Alias("dcmon.events-answer")]
public sealed record EventsAnswer(
    [property: Id(0)] IReadOnlyList<ClientEvent> Events,
    [property: Id(1)] string? Next);

/// <summary>Who used a machine at a time.</summary>
/// <param name="Time">Time of the report that told it, Unix milliseconds.</param>
/// <param name="Table">The processes.</param>
[GenerateSerializer, Immutable, Alias("dcmon.processes-answer")]
public sealed record ProcessesAnswer(
    [property: Id(0)] long Time,
    [property: Id(1)] ProcessTable Table);
