using Dcmon.Agent.Events;
using Dcmon.Agent.Spool;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Reporting;

/// <summary>
/// Confirms to the sources of events that these are on disk, in the order posted. The spool is flushed before, because
/// what a source then saves must not outlive the event. Used by the report loop alone.
/// </summary>
internal sealed partial class EventReceipts(ReportSpool spool, ILogger<EventReceipts> logger)
{
    private readonly Queue<(long Sequence, Action OnStored)> _waiting = [];

    /// <summary>A report took these events.</summary>
    public void Add(long sequence, List<QueuedEvent> taken)
    {
        foreach (var each in taken)
            if (each.OnStored is { } onStored) _waiting.Enqueue((sequence, onStored));
    }

    /// <summary>Confirms all events that are on disk by now.</summary>
    public void ConfirmStored()
    {
        if (!IsNextWritten()) return;
        spool.Flush();
        while (IsNextWritten())
        {
            try
            {
                _waiting.Dequeue().OnStored();
            }
            catch (Exception error) // the source's mistake, or its disk's: it harms no report
            {
                NotSaved(error.Message);
            }
        }
    }

    private bool IsNextWritten() => _waiting.TryPeek(out var next) && !spool.IsUnwritten(next.Sequence);

    [LoggerMessage(LogLevel.Warning, "The position in an event source could not be saved; events may be reported again after a restart: {Problem}")]
    private partial void NotSaved(string problem);
}
