namespace Dcmon.Queries;

/// <summary>What is computed from the samples of one series within a step.</summary>
public enum Function
{
    /// <summary>Their values, aggregated by <see cref="RangeQuery.Over"/>.</summary>
    Values = 0,

    /// <summary>Growth a second of a counter.</summary>
    Rate = 1,

    /// <summary>Growth of a counter.</summary>
    Increase = 2,
}
