namespace Dcmon.GrainInterfaces.Dashboards;

/// <summary>A dashboard without what is on it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that a person gave it.</param>
/// <param name="Owner">The user who made it.</param>
/// <param name="Shared">Whether all users see it.</param>
/// <param name="Changed">When it was changed last, Unix milliseconds.</param>
/// <param name="Version">Counts its changes, from 1.</param>
[GenerateSerializer, Immutable, Alias("dcmon.dashboard-head")]
public sealed record DashboardHead(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Owner,
    [property: Id(3)] bool Shared,
    [property: Id(4)] long Changed,
    [property: Id(5)] int Version);

/// <summary>A dashboard.</summary>
/// <param name="Head">What it is.</param>
/// <param name="Content">What is on it, JSON.</param>
[GenerateSerializer, Immutable, Alias("dcmon.dashboard")]
public sealed record Dashboard([property: Id(0)] DashboardHead Head, [property: Id(1)] string Content);

/// <summary>A dashboard as a person wants it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shared">Whether all users shall see it.</param>
/// <param name="Content">What is on it, JSON.</param>
[GenerateSerializer, Immutable, Alias("dcmon.dashboard-draft")]
public sealed record DashboardDraft([property: Id(0)] string Name, [property: Id(1)] bool Shared, [property: Id(2)] string Content);

/// <summary>Who acts.</summary>
/// <param name="User">Whose session it is.</param>
/// <param name="IsAdmin">Whether the user may change what others shared.</param>
[GenerateSerializer, Immutable, Alias("dcmon.dashboard-actor")]
public sealed record DashboardActor([property: Id(0)] string User, [property: Id(1)] bool IsAdmin);

/// <summary>What became of a change.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Head">The dashboard as it is now; null where the user sees none of that id, or it is gone.</param>
[GenerateSerializer, Immutable, Alias("dcmon.dashboard-answer")]
public sealed record DashboardAnswer([property: Id(0)] DashboardOutcome Outcome, [property: Id(1)] DashboardHead? Head);

/// <summary>What became of a change of a dashboard.</summary>
[Alias("dcmon.dashboard-outcome")]
public enum DashboardOutcome
{
    /// <summary>It is made.</summary>
    Done = 0,

    /// <summary>The user sees no dashboard of that id.</summary>
    Unknown = 1,

    /// <summary>It is somebody else's.</summary>
    Forbidden = 2,

    /// <summary>Somebody changed it meanwhile.</summary>
    Conflict = 3,

    /// <summary>The user has as many as one may have.</summary>
    TooMany = 4,
}
