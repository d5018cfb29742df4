using System.Runtime.InteropServices;

namespace Dcmon.TimeSeries.Queries.Lines;

/// <summary>The lines of an answer by their keys, all over the same steps.</summary>
internal sealed class LineSet(RangePlan plan, int steps, QueryBudget budget)
{
    private readonly Dictionary<LineKey, Line> _lines = [];

    /// <summary>All lines.</summary>
    public IReadOnlyDictionary<LineKey, Line> Lines => _lines;

    /// <summary>The line of that key, made where there is none.</summary>
    /// <exception cref="QueryTooLargeException">With it, the answer would be too large.</exception>
    public Line this[LineKey key]
    {
        get
        {
            ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, key, out _);
            if (line is null)
            {
                CheckSize();
                line = Line.For(plan, steps, budget);
            }

            return line;
        }
    }

    /// <summary>Takes the lines of another set, which is not used any more.</summary>
    public void Merge(LineSet other)
    {
        foreach (var (key, line) in other._lines)
        {
            ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, key, out _);
            if (mine is null) mine = line;
            else mine.Merge(line);
        }

        CheckSize();
    }

    private void CheckSize()
    {
        if ((long)_lines.Count * steps > RangePlan.MaxPoints) throw QueryTooLargeException.Points();
    }
}
