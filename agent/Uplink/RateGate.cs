namespace Dcmon.Agent.Uplink;

/// <summary>Lets things pass at a bounded average rate.</summary>
internal sealed class RateGate(double perSecond, TimeProvider time)
{
    private long _closedAt;
    private TimeSpan _closedFor = TimeSpan.Zero;

    /// <summary>How long the gate stays closed; zero or less where it is open.</summary>
    public TimeSpan ClosedFor => _closedFor - time.GetElapsedTime(_closedAt);

    /// <summary>So many went through: it closes for as long as they take at the rate.</summary>
    public void Pass(int count)
    {
        _closedAt = time.GetTimestamp();
        _closedFor = TimeSpan.FromSeconds(count / perSecond);
    }
}
