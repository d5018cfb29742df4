using System.Numerics;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Blocks.Summaries;

/// <summary>The fields of a summary in the order in which they are coded: each after those that it may be derived from.</summary>
internal static class FieldOrder
{
    /// <summary>Number of fields.</summary>
    public const int Fields = 8;

    /// <summary>The order. It is part of the format.</summary>
    public static readonly SummaryFields[] All =
    [
        SummaryFields.First, SummaryFields.Last, SummaryFields.Minimum, SummaryFields.Maximum,
        SummaryFields.Count, SummaryFields.Sum, SummaryFields.Increase, SummaryFields.Covered,
    ];

    /// <summary>The place of a field among the eight, by which arrays are indexed.</summary>
    public static int Place(SummaryFields field) => BitOperations.TrailingZeroCount((uint)field);

    /// <summary>Whether a field counts something else than the series' unit, so that its integers have no decimals.</summary>
    public static bool IsWhole(SummaryFields field) => field is SummaryFields.Count or SummaryFields.Covered;
}
