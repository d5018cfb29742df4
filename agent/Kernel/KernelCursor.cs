using System.Globalization;
using Dcmon.Agent.State;

namespace Dcmon.Agent.Kernel;

/// <summary>
/// How far the kernel's log has been read, kept across restarts of the agent. The numbers of records start over when the machine
/// does, so that the id of the start belongs to them.
/// </summary>
internal sealed class KernelCursor
{
    private readonly StateFiles _state;
    private readonly string _name;
    private readonly string _bootId;
    private long _saved;

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
        Sequence = sequence;
        return true;
    }

    /// <summary>Saves it, if it has moved.</summary>
    /// <exception cref="IOException">It cannot be saved.</exception>
    public void Save()
    {
        if (Sequence == _saved) return;
        _state.Save(_name, $"{_bootId} {Sequence.ToString(CultureInfo.InvariantCulture)}\n");
        _saved = Sequence;
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
