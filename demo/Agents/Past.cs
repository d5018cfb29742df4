using Dcmon.Demo.Reports;

namespace Dcmon.Demo.Agents;

/// <summary>When reports of the past are to be made.</summary>
internal static class Past
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(30), Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Fine = TimeSpan.FromSeconds(10), Usual = TimeSpan.FromMinutes(1), Coarse = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The times between two instants, what is looked at first at first: the last half hour, a report each ten seconds; the day, a report a
    /// minute; then what was before, a report each five minutes. They are multiples of the step, so that the same ones come again when it
    /// is asked again.
    /// </summary>
    public static IEnumerable<(DateTimeOffset Time, ReportDetail Detail)> Times(DateTimeOffset from, DateTimeOffset to)
    {
        var (fine, usual) = (Later(from, to - Short), Later(from, to - Day));
        foreach (var time in Steps(fine, to, Fine)) yield return (time, ReportDetail.All);
        foreach (var time in Steps(usual, fine, Usual)) yield return (time, ReportDetail.All);
        foreach (var time in Steps(from, usual, Coarse)) yield return (time, ReportDetail.Main);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static IEnumerable<DateTimeOffset> Steps(DateTimeOffset after, DateTimeOffset before, TimeSpan step)
    {
        for (var ticks = (after.UtcTicks / step.Ticks + 1) * step.Ticks; ticks < before.UtcTicks; ticks += step.Ticks)
            yield return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
