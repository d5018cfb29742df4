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

    /// <summary>Reads one column; NaN where a row has no value.</summary>
    public abstract void Read(int column, Span<double> values);
}
