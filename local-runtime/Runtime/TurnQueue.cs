namespace Orleans.Runtime;

/// <summary>
/// Decides which turns of one activation may run together. What waits could not run with what runs now, or the
/// activation is not ready yet. Not thread safe: the activation's lock guards it.
/// </summary>
internal sealed class TurnQueue(bool reentrant)
{
    private readonly Queue<Turn> _interleaving = new();
    private readonly LinkedList<Turn> _ordinary = new();
    private readonly HashSet<Turn> _running = [];
    private int _waitingReaders;
    private int _runningReaders;
    private int _runningWriters;

    public bool IsRunning => _running.Count > 0;

    public bool IsEmpty => _running.Count == 0 && WaitingCount == 0;

    public int WaitingCount => _interleaving.Count + _ordinary.Count;

    public void Wait(Turn turn)
    {
        if (turn.AlwaysInterleave)
        {
            _interleaving.Enqueue(turn);
            return;
        }

        _ordinary.AddLast(turn);
        if (turn.ReadOnly) _waitingReaders++;
    }

    /// <summary>Counts the turn as running if it may run now.</summary>
    public bool TryStart(Turn turn)
    {
        if (!MayRun(turn.AlwaysInterleave, turn.ReadOnly)) return false;
        _running.Add(turn);
        Count(turn, 1);
        return true;
    }

    public void Finish(Turn turn)
    {
        if (_running.Remove(turn)) Count(turn, -1);
    }

    /// <summary>Takes the first waiting turn that may run, and counts it as running.</summary>
    public Turn? TryStartNext()
    {
        if (!_interleaving.TryDequeue(out var turn)) turn = TakeOrdinary();
        if (turn is not null) TryStart(turn);
        return turn;
    }

    /// <summary>Takes all waiting turns out.</summary>
    public List<Turn> TakeWaiting()
    {
        List<Turn> waiting = [.. _interleaving, .. _ordinary];
        _interleaving.Clear();
        _ordinary.Clear();
        _waitingReaders = 0;
        return waiting;
    }

    /// <summary>The turns whose time is up. Those that wait are to be run all the same: they know that they are late.</summary>
    public List<Turn> Overdue(long timestamp) =>
        [.. _running.Concat(_interleaving).Concat(_ordinary).Where(turn => turn.IsOverdue(timestamp))];

    private Turn? TakeOrdinary()
    {
        // Looks beyond the first only when read-only calls run, and one that may join them waits somewhere.
        var node = MayRun(interleave: false, readOnly: false) || (_waitingReaders > 0 && MayRun(interleave: false, readOnly: true))
            ? _ordinary.First
            : null;
        while (node is not null && !MayRun(interleave: false, node.Value.ReadOnly)) node = node.Next;
        if (node is null) return null;
        _ordinary.Remove(node);
        if (node.Value.ReadOnly) _waitingReaders--;
        return node.Value;
    }

    private bool MayRun(bool interleave, bool readOnly) =>
        reentrant || interleave || (_runningWriters == 0 && (readOnly || _runningReaders == 0));

    private void Count(Turn turn, int change)
    {
        if (turn.AlwaysInterleave) return;
        if (turn.ReadOnly) _runningReaders += change;
        else _runningWriters += change;
    }
}
