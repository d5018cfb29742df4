using System.IO.Enumeration;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>
/// All processes of the machine at one moment, by number. The memory is kept from one reading to the next.
/// </summary>
internal sealed class ProcessList(Roots roots, ProcFiles files)
{
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly FileSystemEnumerable<int> _numbers = new(roots.Proc, (ref entry) => int.Parse(entry.FileName), All)
    {
        ShouldIncludePredicate = (ref entry) => !entry.FileName.ContainsAnyExceptInRange('0', '9') && entry.FileName.Length <= 9,
    };

    private ProcessStat[] _items = new ProcessStat[256];
    private int _count;

    /// <summary>Those that could be read, the lowest number first.</summary>
    public ReadOnlySpan<ProcessStat> Items => _items.AsSpan(0, _count);

    /// <summary>How many there are, those that could not be read among them.</summary>
    public int Count { get; private set; }

    /// <summary>When the reading began, a timestamp.</summary>
    public long ReadAt { get; private set; }

    /// <summary>Reads them anew.</summary>
    public void Read(long now)
    {
        (Count, _count, ReadAt) = (0, 0, now);
        var isSorted = true;
        foreach (var pid in _numbers)
        {
            Count++;
            if (!ProcessStat.TryParse(pid, files.Read(pid, "stat"u8), out var stat)) continue;
            if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
            isSorted &= _count == 0 || _items[_count - 1].Pid < pid;
            _items[_count++] = stat;
        }

        // The kernel lists them by number; a copy of its files need not.
        if (!isSorted) _items.AsSpan(0, _count).Sort(static (a, b) => a.Pid.CompareTo(b.Pid));
    }
}
