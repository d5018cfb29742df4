using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Rollups;

/// <summary>
/// What happened to one series within a span of time. Summaries of neighbouring spans combine to that of both
/// (<see cref="Combine"/>), whatever the order of combining: a monoid, whose neutral element is <see cref="Empty"/>.
/// </summary>
public readonly record struct Summary
{
    /// <summary>Of a span without values.</summary>
    public static readonly Summary Empty = new()
    {
        Minimum = double.NaN,
        Maximum = double.NaN,
        Sum = double.NaN,
        First = double.NaN,
        Last = double.NaN,
        Increase = double.NaN,
        Covered = double.NaN,
    };

    /// <summary>Time of the first value (in stored roll-ups: of the first report), Unix milliseconds.</summary>
    public long FirstTime { get; init; }

    /// <summary>Time of the last value (in stored roll-ups: of the last report), Unix milliseconds.</summary>
    public long LastTime { get; init; }

    /// <summary>See <see cref="SummaryFields.Minimum"/>; NaN where there are no values, as for all fields but the count.</summary>
    public double Minimum { get; init; }

    /// <summary>See <see cref="SummaryFields.Maximum"/>.</summary>
    public double Maximum { get; init; }

    /// <summary>See <see cref="SummaryFields.Sum"/>; exact for decimals.</summary>
    public double Sum { get; init; }

    /// <summary>See <see cref="SummaryFields.Count"/>.</summary>
    public double Count { get; init; }

    /// <summary>See <see cref="SummaryFields.First"/>.</summary>
    public double First { get; init; }

    /// <summary>See <see cref="SummaryFields.Last"/>.</summary>
    public double Last { get; init; }

    /// <summary>See <see cref="SummaryFields.Increase"/>; NaN for a gauge.</summary>
    public double Increase { get; init; }

    /// <summary>See <see cref="SummaryFields.Covered"/>, milliseconds; NaN for a gauge.</summary>
    public double Covered { get; init; }

    /// <summary>Whether there were no values.</summary>
    public bool IsEmpty => !(Count > 0);

    /// <summary>The summary of one sample.</summary>
    public static Summary Of(MetricKind kind, long time, double value)
    {
        var fold = new SummaryFold(kind);
        fold.Add(time, value);
        return fold.Finish();
    }

    /// <summary>
    /// The summary of two spans of one series, the earlier one first. A counter's growth from the one to the other is
    /// counted where they are neighbours (<see cref="Counters.Counter.MaxGap"/>).
    /// </summary>
    public static Summary Combine(MetricKind kind, in Summary earlier, in Summary later)
    {
        var fold = new SummaryFold(kind);
        fold.Add(earlier);
        fold.Add(later);
        return fold.Finish();
    }
}
