namespace Dcmon.Grains.Clients;

/// <summary>When a machine counts as online.</summary>
public static class Presence
{
    /// <summary>Whether it was heard of lately enough. Times in Unix milliseconds by the server's clock.</summary>
    public static bool IsOnline(long? lastSeen, long now, TimeSpan offlineAfter) =>
        lastSeen is { } seen && now - seen <= offlineAfter.TotalMilliseconds;
}
