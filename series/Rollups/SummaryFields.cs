namespace Dcmon.TimeSeries.Rollups;

/// <summary>
/// What a summary holds of one series within one bucket. The bits' order is the order of the fields in a block, and
/// is stored.
/// </summary>
[Flags]
public enum SummaryFields : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Smallest value.</summary>
    Minimum = 1,

    /// <summary>Largest value.</summary>
    Maximum = 2,

    /// <summary>Sum of the values.</summary>
    Sum = 4,

    /// <summary>Number of values; a whole number. 0 or missing: the bucket holds nothing of this series.</summary>
    Count = 8,

    /// <summary>First value.</summary>
    First = 16,

    /// <summary>Last value.</summary>
    Last = 32,

    /// <summary>Growth of a counter from its first to its last value, resets and gaps accounted for.</summary>
    Increase = 64,

    /// <summary>Milliseconds over which <see cref="Increase"/> was counted.</summary>
    Covered = 128,

    /// <summary>What is kept of a gauge.</summary>
    Gauge = Minimum | Maximum | Sum | Count | First | Last,

    /// <summary>What is kept of a counter: everything.</summary>
    Counter = Gauge | Increase | Covered,
}
