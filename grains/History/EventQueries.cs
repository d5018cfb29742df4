using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.History;
using Dcmon.TimeSeries.Events;
using Dcmon.Wire.Extras;

namespace Dcmon.Grains.History;

/// <summary>Translates between what grains are asked of events and what the store is.</summary>
internal static class EventQueries
{
    /// <summary>The store's form of a query.</summary>
    public static EventQuery ToEventQuery(this EventsQuery query) => new(query.From, query.To + 1, query.Limit)
    {
        Client = query.Client,
        Kinds = query.Kinds,
        MinSeverity = (EventSeverity)query.MinSeverity,
        Before = query.Before is { } before ? EventPlace.Parse(before) : null,
    };

    /// <summary>The grains' form of the answer.</summary>
    public static EventsAnswer ToAnswer(this IReadOnlyList<StoredEvent> found, int limit) =>
        new([.. found.Select(ToClientEvent)], found.Count == limit ? found[^1].Place.ToString() : null);

    /// <summary>The grains' form of an event.</summary>
    public static ClientEvent ToClientEvent(this StoredEvent stored) => new(stored.Id, stored.Client, stored.Event);
}
