namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// The time that a run has. What it needs not each time is given what is left over, so that a slow BMC's sensors are
/// not lost with it.
/// </summary>
internal sealed class RunBudget(TimeProvider time, TimeSpan timeout)
{
    /// <summary>What a call needs beyond its own time: to be killed and to be put together.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();

    /// <summary>How long the next call may take; more than 0.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = timeout - Margin - time.GetElapsedTime(_start);
            return left > Margin ? left : Margin;
        }
    }

    /// <summary>True while half of the time is left.</summary>
    public bool IsAmple => Left > timeout / 2;
}
