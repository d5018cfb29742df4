namespace Dcmon.Simulation.Agents;

/// <summary>
/// An agent's place in the interval: it reports at the interval's multiples, shifted so that the fleet is spread evenly
/// over it.
/// </summary>
/// <param name="share">The shift as a share of the interval, 0 to less than 1.</param>
public sealed class ReportSlot(double share)
{
    /// <summary>The first time to report after both instants.</summary>
    /// <param name="now">The clock, or when the report before was due.</param>
    /// <param name="interval">Distance of the times, which may differ from call to call.</param>
    public DateTimeOffset After(DateTimeOffset now, TimeSpan interval)
    {
        // Whole milliseconds, as in the protocol: what is later here is later there.
        var shift = (long)Math.Round(interval.TotalMilliseconds * share) * TimeSpan.TicksPerMillisecond;
        return new DateTimeOffset(
            ((now.UtcTicks - shift) / interval.Ticks + 1) * interval.Ticks + shift, TimeSpan.Zero);
    }
}
