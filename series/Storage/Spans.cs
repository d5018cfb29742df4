namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// The stretches of time that blocks stand for, in Unix milliseconds, all open at their start and closed at their end,
/// (start, stop], as steps and buckets are, and aligned to the epoch.
/// </summary>
internal static class Spans
{
    /// <summary>What is taken out of the log at once.</summary>
    public const long Window = 2 * Hour;

    /// <summary>What raw blocks and 5-minute roll-ups are merged into.</summary>
    public const long Day = 24 * Hour;

    /// <summary>What 1-hour roll-ups are merged into.</summary>
    public const long Month = 30 * Day;

    private const long Hour = 3_600_000;

    /// <summary>The end of the span of that width that a time lies in.</summary>
    public static long Stop(long time, long width)
    {
        var past = time % width;
        return past == 0 ? time : time - past + (past > 0 ? width : 0);
    }
}
