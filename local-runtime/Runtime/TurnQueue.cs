namespace Orleans.Runtime;

/// <summary>
/// Decides which turns of one activation may run together. What waits could not run with what runs now. Not thread
/// safe: the activation's lock guards it.
/// </summary>
internal sealed class TurnQueue(bool reentrant)
{
    private readonly List<Turn> _waiting = [];
    private readonly List<Turn> _running = [];

    public bool IsRunning => _running.Count > 0;

    public bool IsEmpty => _running.Count == 0 && _waiting.Count == 0;

    public int WaitingCount => _waiting.Count;

    public void Wait(Turn turn) => _waiting.Add(turn);

    /// <summary>Counts the turn as running if it may run now.</summary>
    public bool TryStart(Turn turn)
    {
        if (!MayRun(turn)) return false;
        _running.Add(turn);
        return true;
    }

    public void Finish(Turn turn) => _running.Remove(turn);

    /// <summary>Takes the first waiting turn that may run, and counts it as running.</summary>
    public Turn? TryStartNext()
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var turn = _waiting[i];
            if (!TryStart(turn)) continue;
            _waiting.RemoveAt(i);
            return turn;
        }

        return null;
    }

    /// <summary>Takes all waiting turns out.</summary>
    public List<Turn> TakeWaiting()
    {
        List<Turn> waiting = [.. _waiting];
        _waiting.Clear();
        return waiting;
    }

    /// <summary>The turns whose time is up; those that wait are taken out, those that run stay.</summary>
    public List<Turn> TakeOverdue(long timestamp)
    {
        List<Turn> overdue = [.. _running.Where(t => t.IsOverdue(timestamp)), .. _waiting.Where(t => t.IsOverdue(timestamp))];
        if (overdue.Count > 0) _waiting.RemoveAll(t => t.IsOverdue(timestamp));
        return overdue;
    }

    private bool MayRun(Turn turn)
    {
        if (reentrant || turn.AlwaysInterleave) return true;
        foreach (var other in _running)
            if (!other.AlwaysInterleave && !(turn.ReadOnly && other.ReadOnly))
                return false;
        return true;
    }
}
