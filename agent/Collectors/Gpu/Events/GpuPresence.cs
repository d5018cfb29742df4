using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Collectors.Gpu.Events;

/// <summary>
/// Tells when a card is lost and when it is back, each once, also across restarts of the agent and of the machine. Used by the run of
/// one collector at a time.
/// </summary>
internal sealed class GpuPresence(EventTeller events, ToldStates told, TimeProvider time)
{
    private const string Lost = "lost", There = "there";

    private readonly Dictionary<int, bool> _seen = [];

    /// <summary>Takes note of how a card is.</summary>
    /// <param name="card">The card.</param>
    /// <param name="reason">Why it is lost; null for one that answers.</param>
    public void Note(GpuDescription card, string? reason)
    {
        var isLost = reason is not null;
        if (_seen.TryGetValue(card.Index, out var wasLost) && wasLost == isLost) return;
        _seen[card.Index] = isLost;
        // A card that was lost when the agent started could not say what it is.
        string[] names = [card.Uuid ?? NameOf(card.Index), NameOf(card.Index)];
        if (isLost) Tell(names[0], Lost, EventKinds.GpuLost, EventSeverity.Critical, $"the GPU is lost: {reason}", card);
        else
            foreach (var name in names.Distinct().Where(each => told[each] == Lost))
                Tell(name, There, EventKinds.GpuFound, EventSeverity.Info, "the GPU answers again", card);
    }

    private static string NameOf(int index) => $"gpu {index}";

    private void Tell(string name, string state, string kind, EventSeverity severity, string message, GpuDescription card)
    {
        if (told[name] == state) return;
        var (key, kept) = told.Change(name, state);
        var happened = new MachineEvent(time.GetUtcNow().ToUnixTimeMilliseconds(), kind, severity, message)
        {
            Key = key,
            Subject = GpuSubject.Of(card),
            Details = card.BusId is { } bus ? [new("bus", bus)] : [],
        };
        events.Tell(happened, kept);
    }
}
