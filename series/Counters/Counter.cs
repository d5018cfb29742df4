namespace Dcmon.TimeSeries.Counters;

/// <summary>The arithmetic of counters that may start over.</summary>
public static class Counter
{
    /// <summary>
    /// Samples further apart than this are not taken for neighbours: what happened between them is unknown. It is
    /// Prometheus' look-back of 5 minutes. Milliseconds.
    /// </summary>
    public const long MaxGap = 5 * 60 * 1000;

    /// <summary>
    /// How much a counter grew from one sample to the next. A smaller value means that it started over from zero, so
    /// that all of it is growth (Prometheus' rule); what it counted between the first sample and its reset is lost.
    /// </summary>
    public static double Increase(double before, double now) => now >= before ? now - before : now;

    /// <summary>
    /// Growth a second between two neighbours; NaN where they are not: no time between them, or more than
    /// <see cref="MaxGap"/>.
    /// </summary>
    public static double Rate(long timeBefore, double before, long timeNow, double now)
    {
        var passed = timeNow - timeBefore;
        return passed is > 0 and <= MaxGap
            ? Increase(before, now) * 1000 / passed
            : double.NaN;
    }
}
