using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries;

/// <summary>
/// Takes samples as they are decoded, so that a query needs no list of them. One scan calls it from one thread at a
/// time, in ascending order of time.
/// </summary>
public interface ISampleSink
{
    /// <summary>A series comes up for the first time in this scan.</summary>
    /// <returns>The number by which its samples will be handed over.</returns>
    int Begin(string client, Series series);

    /// <summary>A report comes up; its samples follow.</summary>
    /// <param name="time">Unix milliseconds; never less than that of the report before.</param>
    void Report(long time);

    /// <summary>One sample of the report.</summary>
    /// <param name="series">The number that <see cref="Begin"/> gave.</param>
    /// <param name="value">Finite.</param>
    void Sample(int series, double value);
}
