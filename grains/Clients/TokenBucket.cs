namespace Dcmon.Grains.Clients;

/// <summary>A store of tokens that fills evenly: what is left over of quiet times may be spent at once.</summary>
/// <param name="capacity">The most that it holds; it is full at first.</param>
/// <param name="perDay">What comes in within a day.</param>
internal sealed class TokenBucket(double capacity, double perDay)
{
    private const double Day = 86_400_000;

    private double _used;
    private long _at;

    /// <summary>Fills up to now.</summary>
    /// <param name="now">Unix milliseconds; a clock that was set back adds nothing.</param>
    public void FillUntil(long now)
    {
        _used = Math.Max(0, _used - perDay / Day * Math.Max(0, now - _at));
        _at = now;
    }

    /// <summary>Takes tokens if there are so many.</summary>
    /// <param name="count">How many.</param>
    /// <param name="leavesHalf">Whether half of what it can hold is left to others.</param>
    public bool TryTake(double count, bool leavesHalf = false)
    {
        if (_used + count > (leavesHalf ? capacity / 2 : capacity)) return false;
        _used += count;
        return true;
    }

    /// <summary>Puts back tokens that were taken in vain.</summary>
    public void PutBack(double count) => _used = Math.Max(0, _used - count);
}
