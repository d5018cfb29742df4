namespace Dcmon.Agent.Collecting;

/// <summary>The state of a collector.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status.</param>
/// <param name="Reason">Why it is down or absent, or what part of it failed though it is up; null where there is nothing to say.</param>
/// <param name="Age">Since when its newest figures are there; null where it has none.</param>
/// <param name="Duration">How long its last run took, or takes by now if it is late; null where it never ran.</param>
internal sealed record CollectorState(string Name, CollectorStatus Status, string? Reason, TimeSpan? Age, TimeSpan? Duration);

/// <summary>The status of a collector.</summary>
internal enum CollectorStatus
{
    /// <summary>Its last run succeeded.</summary>
    Up,

    /// <summary>Its last run failed, or has not ended in time.</summary>
    Down,

    /// <summary>This machine has not what it needs.</summary>
    Absent,

    /// <summary>The settings turn it off.</summary>
    Off,
}
