namespace Dcmon.Agent.Spool;

/// <summary>A set of sequence numbers, kept as ranges: acknowledged reports are mostly consecutive.</summary>
internal sealed class SequenceSet
{
    private readonly List<(long First, long Last)> _ranges = [];

    /// <summary>Ranges of neighbours, in order.</summary>
    public IReadOnlyList<(long First, long Last)> Ranges => _ranges;

    /// <summary>True where the number is in the set.</summary>
    public bool Contains(long number)
    {
        var at = FirstAfter(number) - 1;
        return at >= 0 && number <= _ranges[at].Last;
    }

    /// <summary>True where any number of a range is in the set.</summary>
    public bool Overlaps(long first, long last) => _ranges.Exists(range => range.First <= last && range.Last >= first);

    /// <summary>Adds a number; false where it was there.</summary>
    public bool Add(long number)
    {
        var after = FirstAfter(number);
        if (after > 0 && number <= _ranges[after - 1].Last) return false;
        var joinsBefore = after > 0 && _ranges[after - 1].Last == number - 1;
        var joinsAfter = after < _ranges.Count && _ranges[after].First == number + 1;
        switch (joinsBefore, joinsAfter)
        {
            case (true, true):
                _ranges[after - 1] = (_ranges[after - 1].First, _ranges[after].Last);
                _ranges.RemoveAt(after);
                break;
            case (true, false): _ranges[after - 1] = (_ranges[after - 1].First, number); break;
            case (false, true): _ranges[after] = (number, _ranges[after].Last); break;
            default: _ranges.Insert(after, (number, number)); break;
        }

        return true;
    }

    /// <summary>Adds all numbers of a range.</summary>
    public void AddRange(long first, long last)
    {
        var from = _ranges.FindIndex(range => range.Last >= first - 1);
        if (from < 0) from = _ranges.Count;
        var to = from;
        for (; to < _ranges.Count && _ranges[to].First <= last + 1; to++)
            (first, last) = (Math.Min(first, _ranges[to].First), Math.Max(last, _ranges[to].Last));
        _ranges.RemoveRange(from, to - from);
        _ranges.Insert(from, (first, last));
    }

    /// <summary>Forgets numbers that will not be looked up any more.</summary>
    public void RemoveBelow(long number) => _ranges.RemoveRange(0, _ranges.Count(range => range.Last < number));

    /// <summary>Index of the first range that begins after the number.</summary>
    private int FirstAfter(long number)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].First <= number) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
