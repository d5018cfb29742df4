using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;

namespace Dcmon.Grains.Fleet;

/// <summary>
/// Gathers what the clients' grains of this silo have to say to the fleet's grain: the newest row of each, and the spans in which its
/// reports arrived late. Any thread may call it.
/// </summary>
public sealed class FleetUpdates
{
    private readonly Lock _lock = new();
    private Dictionary<string, ClientSummary> _rows = [];
    private Dictionary<string, ClientSpan> _backfilled = [];

    /// <summary>Adds a client's new row and, where reports arrived late, their span.</summary>
    public void Add(ClientSummary row, ClientSpan? backfilled = null)
    {
        lock (_lock)
        {
            _rows[row.Id] = row;
            if (backfilled is not null) _backfilled[row.Id] = Union(_backfilled.GetValueOrDefault(row.Id), backfilled);
        }
    }

    /// <summary>All since the last call; null where there is nothing.</summary>
    public FleetUpdate? Take()
    {
        lock (_lock)
        {
            if (_rows.Count == 0) return null;
            var update = new FleetUpdate([.. _rows.Values], [.. _backfilled.Values]);
            (_rows, _backfilled) = ([], []);
            return update;
        }
    }

    /// <summary>Takes back what could not be sent; a newer row stays.</summary>
    public void Return(FleetUpdate update)
    {
        lock (_lock)
        {
            foreach (var row in update.Rows) _rows.TryAdd(row.Id, row);
            foreach (var span in update.Backfilled) _backfilled[span.Client] = Union(_backfilled.GetValueOrDefault(span.Client), span);
        }
    }

    private static ClientSpan Union(ClientSpan? known, ClientSpan span) =>
        known is null ? span : new(span.Client, Math.Min(known.From, span.From), Math.Max(known.To, span.To));
}
