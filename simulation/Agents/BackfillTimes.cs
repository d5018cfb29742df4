using Dcmon.Simulation.Reports;

namespace Dcmon.Simulation.Agents;

/// <summary>The times at which reports of a past are made.</summary>
internal static class BackfillTimes
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30), Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan FineStep = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinuteStep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CoarseStep = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Times between two instants, those that people look at first come first: the last half hour in steps of 10 s, the
    /// last day in steps of a minute, then what is older in steps of 5 minutes. They are multiples of the step, so that
    /// the same ones are made when the same past is sent again.
    /// </summary>
    public static IEnumerable<(DateTimeOffset Time, ReportDetail Detail)> Between(
        DateTimeOffset from, DateTimeOffset to)
    {
        var (fine, minutes) = (Later(from, to - HalfHour), Later(from, to - Day));
        foreach (var time in Steps(fine, to, FineStep)) yield return (time, ReportDetail.All);
        foreach (var time in Steps(minutes, fine, MinuteStep)) yield return (time, ReportDetail.All);
        foreach (var time in Steps(from, minutes, CoarseStep)) yield return (time, ReportDetail.Main);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static IEnumerable<DateTimeOffset> Steps(DateTimeOffset after, DateTimeOffset before, TimeSpan step)
    {
        for (var ticks = (after.UtcTicks / step.Ticks + 1) * step.Ticks; ticks < before.UtcTicks; ticks += step.Ticks)
            yield return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
