using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Rollups;

/// <summary>
/// Summaries of one series, a column a field, a row a bucket, ascending. A field is empty where it was not asked for
/// or is not kept (<see cref="SummaryFields.Increase"/> and <see cref="SummaryFields.Covered"/> of a gauge); all others
/// have one value a row. In a row without values of this series, <see cref="Count"/> is NaN or 0 and every field is NaN.
/// </summary>
public readonly ref struct SummaryColumns
{
    /// <summary>How wide the buckets are; never <see cref="Blocks.Tier.Raw"/>.</summary>
    public Tier Tier { get; init; }

    /// <summary>End of each bucket, Unix milliseconds; the bucket is (end − width, end].</summary>
    public ReadOnlySpan<long> Ends { get; init; }

    /// <summary>Time of the client's first report in each bucket, Unix milliseconds, whether it had this series or not.</summary>
    public ReadOnlySpan<long> FirstTimes { get; init; }

    /// <summary>Time of the client's last report in each bucket, Unix milliseconds.</summary>
    public ReadOnlySpan<long> LastTimes { get; init; }

    /// <summary>See <see cref="SummaryFields.Minimum"/>.</summary>
    public ReadOnlySpan<double> Minimum { get; init; }

    /// <summary>See <see cref="SummaryFields.Maximum"/>.</summary>
    public ReadOnlySpan<double> Maximum { get; init; }

    /// <summary>See <see cref="SummaryFields.Sum"/>.</summary>
    public ReadOnlySpan<double> Sum { get; init; }

    /// <summary>See <see cref="SummaryFields.Count"/>.</summary>
    public ReadOnlySpan<double> Count { get; init; }

    /// <summary>See <see cref="SummaryFields.First"/>.</summary>
    public ReadOnlySpan<double> First { get; init; }

    /// <summary>See <see cref="SummaryFields.Last"/>.</summary>
    public ReadOnlySpan<double> Last { get; init; }

    /// <summary>See <see cref="SummaryFields.Increase"/>.</summary>
    public ReadOnlySpan<double> Increase { get; init; }

    /// <summary>See <see cref="SummaryFields.Covered"/>; milliseconds.</summary>
    public ReadOnlySpan<double> Covered { get; init; }

    /// <summary>Number of buckets.</summary>
    public int Rows => Ends.Length;

    /// <summary>One field's column; empty where the field is not held.</summary>
    /// <param name="field">Exactly one field.</param>
    public ReadOnlySpan<double> this[SummaryFields field] => field switch
    {
        SummaryFields.Minimum => Minimum,
        SummaryFields.Maximum => Maximum,
        SummaryFields.Sum => Sum,
        SummaryFields.Count => Count,
        SummaryFields.First => First,
        SummaryFields.Last => Last,
        SummaryFields.Increase => Increase,
        SummaryFields.Covered => Covered,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Exactly one field is expected."),
    };

    /// <summary>The same columns, some rows only.</summary>
    public SummaryColumns Slice(int start, int count) => new()
    {
        Tier = Tier,
        Ends = Ends.Slice(start, count),
        FirstTimes = FirstTimes.Slice(start, count),
        LastTimes = LastTimes.Slice(start, count),
        Minimum = Part(Minimum, start, count),
        Maximum = Part(Maximum, start, count),
        Sum = Part(Sum, start, count),
        Count = Part(Count, start, count),
        First = Part(First, start, count),
        Last = Part(Last, start, count),
        Increase = Part(Increase, start, count),
        Covered = Part(Covered, start, count),
    };

    private static ReadOnlySpan<double> Part(ReadOnlySpan<double> field, int start, int count) =>
        field.IsEmpty ? field : field.Slice(start, count);
}
