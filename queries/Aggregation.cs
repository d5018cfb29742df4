namespace Dcmon.Queries;

/// <summary>How several values become one: those of one series within a step, or those of several series at one time.</summary>
[GenerateSerializer, Alias("dcmon.across-series")]
public enum Aggregation
{
    /// <summary>Arithmetic mean.</summary>
    Average = 0,

    /// <summary>Sum.</summary>
    Sum = 1,

    /// <summary>Smallest.</summary>
    Minimum = 2,

    /// <summary>Largest.</summary>
    Maximum = 3,

    /// <summary>How many there are; where there are none there is no value either.</summary>
    Count = 4,

    /// <summary>A quantile, interpolated between neighbours as Prometheus does.</summary>
    Quantile = 5,

    /// <summary>Newest; across series the last in order of client and labels.</summary>
    Last = 6,

    /// <summary>
    /// Smallest and largest, in the order in which they came first: two points a step, at its middle and at its end, so that a
    /// curve of few points keeps its spikes. Over time alone; across series each of the two points is combined by itself.
    /// </summary>
    MinMax = 7,
}
