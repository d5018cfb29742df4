namespace Dcmon.Agent.Collectors.Containers.Events;

/// <summary>
/// A bound on events: a container that starts and ends all the time must not crowd out what else happens. Not safe for
/// concurrent use.
/// </summary>
/// <param name="most">The most in a minute.</param>
/// <param name="time">The clock.</param>
internal sealed class EventBudget(int most, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private long _since = time.GetTimestamp();
    private int _count;

    /// <summary>Takes one.</summary>
    /// <param name="leftOut">How many did not fit into the minute that is over; 0 but for the first call after it.</param>
    /// <returns>False where it does not fit.</returns>
    public bool TryTake(out int leftOut)
    {
        leftOut = 0;
        if (time.GetElapsedTime(_since) >= Minute)
        {
            leftOut = Math.Max(0, _count - most);
            (_since, _count) = (time.GetTimestamp(), 0);
        }

        return ++_count <= most;
    }
}
