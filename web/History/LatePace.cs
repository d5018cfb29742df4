namespace Dcmon.Web.History;

/// <summary>
/// How often what comes late is shown: every 5 s at first, which is enough for a machine that was cut off, and up to every 40 s if it goes
/// on. One machine that sends the past all the time must not have all charts loaded again all the time.
/// </summary>
internal sealed class LatePace
{
    private const long Shortest = 5_000;
    private const int AtShortest = 2;
    private const int MaxDoublings = 3;

    private long _takenAt = long.MinValue / 2;
    private int _inARow;

    /// <summary>Whether it may be shown now; if so, it is taken as shown.</summary>
    /// <param name="at">Now, Unix milliseconds.</param>
    public bool TryTake(long at)
    {
        var pause = Shortest << Math.Clamp(_inARow - AtShortest, 0, MaxDoublings);
        var since = at - _takenAt;
        if (since < pause) return false;
        _inARow = since > 2 * pause ? 1 : _inARow + 1;
        _takenAt = at;
        return true;
    }
}
