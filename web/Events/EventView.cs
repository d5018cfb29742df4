using Dcmon.Queries;
using Dcmon.Wire.Extras;

namespace Dcmon.Web.Events;

/// <summary>An event as the API and the hub show it. Every text is untrusted.</summary>
/// <param name="Id">Its number; another for each event.</param>
/// <param name="Client">Client id.</param>
/// <param name="Time">When, by its source; Unix milliseconds.</param>
/// <param name="Kind">Kind, such as <c>gpu_xid</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Key">Distinguishes it from all others of its machine and kind.</param>
/// <param name="Subject">What it happened to, by the labels of its series.</param>
/// <param name="Message">What happened.</param>
/// <param name="Details">What else is known.</param>
public sealed record EventView(
    long Id,
    string Client,
    long Time,
    string Kind,
    EventSeverity Severity,
    string Key,
    IReadOnlyDictionary<string, string> Subject,
    string Message,
    IReadOnlyDictionary<string, string> Details)
{
    /// <summary>The view of an event.</summary>
    public static EventView Of(ClientEvent stored)
    {
        var happened = stored.Event;
        return new EventView(
            stored.Id, stored.Client, happened.Time, happened.Kind, happened.Severity, happened.Key, happened.Subject.ByName(),
            happened.Message, happened.Details.ByName());
    }
}

/// <summary>Events, newest first.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Give it as <c>before</c> to get those that come after these; null where there are none.</param>
public sealed record EventsView(IReadOnlyList<EventView> Events, string? Next)
{
    /// <summary>The view of an answer.</summary>
    public static EventsView Of(EventsAnswer answer) => new([.. answer.Events.Select(EventView.Of)], answer.Next);
}

/// <summary>Who used a machine most at a time.</summary>
/// <param name="Time">Time of the report that had it, Unix milliseconds; null where none did.</param>
/// <param name="Processes">The processes; every text is untrusted.</param>
public sealed record ProcessesView(long? Time, IReadOnlyList<ProcessEntry> Processes)
{
    /// <summary>The view of an answer.</summary>
    public static ProcessesView Of(ProcessesAnswer? answer) => new(answer?.Time, answer?.Table.Processes ?? []);
}
