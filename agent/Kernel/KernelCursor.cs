using System.Globalization;
using Dcmon.Agent.State;

namespace Dcmon.Agent.Kernel;

/// <summary>
/// The position in the kernel's log, saved across restarts of the agent: never beyond a relevant record that is not
/// done. The numbers of records start over when the machine does, so that the id of the start belongs to them. Records
/// are read by one thread; any may complete them.
/// </summary>
internal sealed class KernelCursor
{
    /// <summary>More records are held only where events were dropped: those are never completed.</summary>
    private const int MaxHeld = 20_000;

    private readonly Lock _lock = new();
    private readonly SortedSet<long> _held = [];
    private readonly StateFiles _state;
    private readonly string _name;
    private readonly string _bootId;
    private long _saved;
    private bool _isWorthSaving;

    /// <summary>Finds out how far the log of this start has been read.</summary>
    /// <exception cref="IOException">The state cannot be read.</exception>
    public KernelCursor(StateFiles state, string name, string bootId)
    {
        (_state, _name, _bootId) = (state, name, bootId);
        Sequence = _saved = Parse(state.Read(name), bootId);
    }

    /// <summary>The last record that was read; -1 for none.</summary>
    public long Sequence { get; private set; }

    /// <summary>Takes note of a record.</summary>
    /// <returns>False where it was read before.</returns>
    public bool MoveTo(long sequence)
    {
        if (sequence <= Sequence) return false;
        lock (_lock) Sequence = sequence;
        return true;
    }

    /// <summary>The record matters: what is saved stays before it until it is done.</summary>
    public void Hold(long sequence)
    {
        lock (_lock)
        {
            _held.Add(sequence);
            if (_held.Count > MaxHeld) _held.Remove(_held.Min);
        }
    }

    /// <summary>A record that mattered is done.</summary>
    public void Done(long sequence)
    {
        lock (_lock)
        {
            _held.Remove(sequence);
            _isWorthSaving = true;
        }
    }

    /// <summary>
    /// Saves it, if a record that mattered is done. The others may be read again after a restart: to save each would
    /// cost a flush of the disk for each.
    /// </summary>
    /// <exception cref="IOException">It cannot be saved.</exception>
    public void Save()
    {
        long place;
        lock (_lock)
        {
            if (!_isWorthSaving) return;
            _isWorthSaving = false;
            place = _held.Count > 0 ? _held.Min - 1 : Sequence;
        }

        if (place <= _saved) return;
        _state.Save(_name, $"{_bootId} {place.ToString(CultureInfo.InvariantCulture)}\n");
        _saved = place;
    }

    /// <summary>Reads <c>BOOTID SEQUENCE</c>; -1 where it is of another start, or damaged.</summary>
    internal static long Parse(string? text, string bootId)
    {
        var parts = text?.Split(' ', StringSplitOptions.TrimEntries);
        return parts is [var id, var number] && id == bootId && bootId.Length > 0
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? sequence
                : -1;
    }
}
