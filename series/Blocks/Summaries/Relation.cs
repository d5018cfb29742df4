using System.Numerics;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Blocks.Summaries;

/// <summary>
/// How a field of a summary is derived from others that were coded before it. The numbers are stored, in 2 bits. The
/// fields of a summary are closely related: a counter's smallest value is its first, its increase is its last less
/// its first, and its sum is about the mean of both times their number.
/// </summary>
internal enum Relation
{
    /// <summary>By itself.</summary>
    None = 0,

    /// <summary>
    /// First: growth since the last one of the bucket before. Last: growth since the first. Minimum, maximum: how far
    /// beyond first and last. Increase: what it is more than last less first. Sum: what it is more than the mean of
    /// first and last, times their number.
    /// </summary>
    Ends = 1,

    /// <summary>Sum: what it is more than the mean of minimum and maximum, times their number.</summary>
    Extremes = 2,

    /// <summary>A column of doubles by itself: no decimals of that scale, or missing where others are not.</summary>
    Plain = 3,
}

/// <summary>The arithmetic of <see cref="Relation"/>, modulo 2^64.</summary>
internal static class Relations
{
    /// <summary>The fields that must be known before a field can be derived by a relation.</summary>
    /// <returns>None where there is no such relation.</returns>
    public static SummaryFields Sources(SummaryFields field, Relation relation) => (field, relation) switch
    {
        (SummaryFields.First or SummaryFields.Last, Relation.Ends) => SummaryFields.First | SummaryFields.Last,
        (SummaryFields.Minimum or SummaryFields.Maximum, Relation.Ends) => SummaryFields.First | SummaryFields.Last,
        (SummaryFields.Increase, Relation.Ends) => SummaryFields.First | SummaryFields.Last,
        (SummaryFields.Sum, Relation.Ends) => SummaryFields.First | SummaryFields.Last | SummaryFields.Count,
        (SummaryFields.Sum, Relation.Extremes) => SummaryFields.Minimum | SummaryFields.Maximum | SummaryFields.Count,
        _ => SummaryFields.None,
    };

    /// <summary>
    /// What the other fields say that a field is, in each row; of <see cref="SummaryFields.First"/> see <see cref="SummaryDecoder"/>.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="relation">Not by itself, and not plain.</param>
    /// <param name="known">The fields' integers, by <see cref="FieldOrder.Place"/>.</param>
    /// <param name="row">The row.</param>
    public static long Expected(SummaryFields field, Relation relation, long[][] known, int row)
    {
        var first = known[FieldOrder.Place(SummaryFields.First)];
        var last = known[FieldOrder.Place(SummaryFields.Last)];
        return field switch
        {
            SummaryFields.First => row == 0 ? 0 : last[row - 1],
            SummaryFields.Last => first[row],
            SummaryFields.Minimum => Math.Min(first[row], last[row]),
            SummaryFields.Maximum => Math.Max(first[row], last[row]),
            SummaryFields.Increase => last[row] - first[row],
            SummaryFields.Sum when relation == Relation.Ends => Mean(known, row, first[row] + last[row]),
            _ => Mean(known, row,
                known[FieldOrder.Place(SummaryFields.Minimum)][row] + known[FieldOrder.Place(SummaryFields.Maximum)][row]),
        };
    }

    /// <summary>Adds to each row what <see cref="Expected"/> says of it; not for <see cref="SummaryFields.First"/>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="relation">Not by itself, and not plain.</param>
    /// <param name="known">
    /// The fields' integers, by <see cref="FieldOrder.Place"/>; what lies beyond the rows, up to <see cref="Room"/>, is undefined
    /// afterwards.
    /// </param>
    /// <param name="rows">Number of rows.</param>
    public static void AddExpected(SummaryFields field, Relation relation, long[][] known, int rows)
    {
        var (one, other) = relation == Relation.Extremes
            ? (SummaryFields.Minimum, SummaryFields.Maximum)
            : (SummaryFields.First, SummaryFields.Last);
        var a = known[FieldOrder.Place(one)];
        var b = known[FieldOrder.Place(other)];
        var count = known[FieldOrder.Place(SummaryFields.Count)];
        var into = known[FieldOrder.Place(field)];
        for (var at = 0; at < rows; at += Vector<long>.Count)
        {
            var (x, y) = (new Vector<long>(a, at), new Vector<long>(b, at));
            var expected = field switch
            {
                SummaryFields.Last => x,
                SummaryFields.Minimum => Vector.Min(x, y),
                SummaryFields.Maximum => Vector.Max(x, y),
                SummaryFields.Increase => y - x,
                _ => Vector.ShiftRightArithmetic(new Vector<long>(count, at) * (x + y), 1),
            };
            (new Vector<long>(into, at) + expected).CopyTo(into, at);
        }
    }

    /// <summary>Integers that an array must have room for, to work on several rows at once.</summary>
    public static int Room(int rows) => rows + Vector<long>.Count - 1;

    private static long Mean(long[][] known, int row, long twice) => known[FieldOrder.Place(SummaryFields.Count)][row] * twice >> 1;
}
