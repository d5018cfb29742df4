using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Rows of raw samples of one client, wherever they come from, read a column at a time.</summary>
internal abstract class RawRows
{
    /// <summary>Times, ascending, Unix milliseconds; several rows may have the same.</summary>
    public abstract ReadOnlySpan<long> Times { get; }

    /// <summary>Sequence numbers; ascending among rows of the same time.</summary>
    public abstract ReadOnlySpan<long> Sequences { get; }

    /// <summary>The series that its columns are.</summary>
    public abstract IReadOnlyList<Series> Series { get; }

    /// <summary>
    /// Whether a column can be read at any time and again. Otherwise columns are to be read in the order of <see cref="WillRead"/>:
    /// any other is possible, at the cost of reading everything anew for each.
    /// </summary>
    public virtual bool IsRandomAccess => true;

    /// <summary>Says in which order columns will be read.</summary>
    public virtual void WillRead(IEnumerable<int> columns)
    {
    }

    /// <summary>Reads one column; NaN where a row has no value.</summary>
    public abstract void Read(int column, Span<double> values);
}
