using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Events;

/// <summary>
/// Publishes an event when a card is lost and when it is back, also where the machine was restarted meanwhile. Used by the run of
/// one collector at a time.
/// </summary>
internal sealed class GpuPresence(EventPublisher events, ReportedStates reported, TimeProvider time)
{
    private const string Lost = "lost", There = "there";

    private readonly StateEvents _losses = new(events, reported, EventKinds.GpuLost, time);
    private readonly StateEvents _finds = new(events, reported, EventKinds.GpuFound, time);
    private readonly Dictionary<int, bool> _seen = [];

    /// <summary>Takes note of how a card is.</summary>
    /// <param name="card">The card.</param>
    /// <param name="reason">Why it is lost; null for one that answers.</param>
    public void Update(GpuDescription card, string? reason)
    {
        var isLost = reason is not null;
        if (_seen.TryGetValue(card.Index, out var wasLost) && wasLost == isLost) return;
        _seen[card.Index] = isLost;
        // A card that was lost when the agent started could not be identified.
        var nameless = $"gpu {card.Index}";
        string[] names = card.Uuid is null ? [nameless] : [card.Uuid, nameless];
        Label[] details = card.BusId is { } bus ? [new("bus", bus)] : [];
        if (isLost && reported[names[0]] != Lost)
            _losses.Publish(names[0], Lost, EventSeverity.Critical, $"the GPU is lost: {reason}", GpuSubject.Of(card), details);
        foreach (var name in names.Where(each => !isLost && reported[each] == Lost))
            _finds.Publish(name, There, EventSeverity.Info, "the GPU answers again", GpuSubject.Of(card), details);
    }
}
