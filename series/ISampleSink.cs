using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries;

/// <summary>
/// Takes samples and summaries as they are decoded, so that a query needs no list of them. One scan calls it from one
/// thread at a time. For one series, what is handed over ascends in time, samples and summaries alternating as the
/// tiers allow, no time twice; different series come in any order.
/// </summary>
public interface ISampleSink
{
    /// <summary>The fields of summaries that it needs; no others need be read.</summary>
    SummaryFields Needs { get; }

    /// <summary>A series comes up for the first time in this scan.</summary>
    /// <returns>The number by which it will be handed over; negative: it is not wanted, and nothing of it need be handed over.</returns>
    int Begin(string client, Series series);

    /// <summary>Samples of a series, as reported.</summary>
    /// <param name="series">The number that <see cref="Begin"/> gave.</param>
    /// <param name="times">Unix milliseconds, ascending.</param>
    /// <param name="values">As many; finite, or NaN where a report had no value.</param>
    void Samples(int series, ReadOnlySpan<long> times, ReadOnlySpan<double> values);

    /// <summary>Summaries of a series.</summary>
    /// <param name="series">The number that <see cref="Begin"/> gave.</param>
    /// <param name="columns">In ascending order of their ends, at least the fields of <see cref="Needs"/> that the series has.</param>
    void Summaries(int series, SummaryColumns columns);
}
