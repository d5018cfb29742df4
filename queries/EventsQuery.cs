using Dcmon.Wire.Extras;

namespace Dcmon.Queries;

/// <summary>Asks for events, newest first.</summary>
/// <param name="Client">Client id; null: all.</param>
/// <param name="Kinds">Kinds; empty: all.</param>
/// <param name="MinSeverity">The least <see cref="EventSeverity"/>, as its number.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds, inclusive.</param>
/// <param name="Limit">The most events to answer.</param>
/// <param name="Before">
/// An <see cref="EventPlace"/>, as <see cref="EventsAnswer.Next"/> has it: only events that come after it in the list, which are
/// older; null: from the newest on.
/// </param>
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
