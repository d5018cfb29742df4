using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Events;

/// <summary>
/// Events on their way from their sources to the next report. Bounded in number and bytes: the oldest go first, and are
/// counted. Safe for concurrent use.
/// </summary>
internal sealed class EventQueue
{
    /// <summary>The most events that wait.</summary>
    internal const int Capacity = 10_000;

    /// <summary>The most bytes that they take in reports.</summary>
    internal const long CapacityBytes = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<QueuedEvent> _waiting = [];
    private long _bytes;
    private long _dropped;

    /// <summary>
    /// Raised on the caller's thread by an event of <see cref="EventSeverity.Error"/> or worse: the next report is
    /// due soon.
    /// </summary>
    public event Action? Urgent;

    /// <summary>Events dropped since the agent started because too many waited.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Events that wait for the next report.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>
    /// Adds an event; never waits. Sources use <see cref="EventPublisher"/>, unless they log events in a way of their
    /// own. Long texts are cut, see <see cref="ExtrasLimits"/>.
    /// </summary>
    /// <param name="happened">The event.</param>
    /// <param name="onStored">
    /// Called on the thread of the report loop once the event is on disk in the spool, in the order posted: save the source's cursor
    /// there. Not called for an event that is dropped. An exception is logged.
    /// </param>
    /// <exception cref="ArgumentException">The kind is none.</exception>
    public void Post(MachineEvent happened, Action? onStored = null)
    {
        var fit = ExtrasLimits.Fit(happened);
        var waiting = new QueuedEvent(fit, ExtrasFormat.SizeOf(fit), onStored);
        lock (_lock)
        {
            _waiting.Enqueue(waiting);
            _bytes += waiting.Size;
            while (_waiting.Count > Capacity || _bytes > CapacityBytes)
            {
                _bytes -= _waiting.Dequeue().Size;
                _dropped++;
            }
        }

        if (fit.Severity >= EventSeverity.Error) Urgent?.Invoke();
    }

    /// <summary>Takes the oldest events away.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="mostBytes">And no more bytes.</param>
    public List<QueuedEvent> Take(int most, int mostBytes)
    {
        var taken = new List<QueuedEvent>();
        lock (_lock)
        {
            while (taken.Count < most && _waiting.TryPeek(out var next) && next.Size <= mostBytes)
            {
                taken.Add(_waiting.Dequeue());
                mostBytes -= next.Size;
                _bytes -= next.Size;
            }
        }

        return taken;
    }

    /// <summary>Takes all events away.</summary>
    public List<QueuedEvent> TakeAll() => Take(int.MaxValue, int.MaxValue);
}
