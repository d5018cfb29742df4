namespace Dcmon.GrainInterfaces.Accounts;

/// <summary>A log-in that has not ended.</summary>
/// <param name="Id">SHA-256 of the secret that the cookie holds, lower-case hexadecimal. The secret itself is stored nowhere.</param>
/// <param name="User">Name of the account.</param>
/// <param name="StartedAt">When the person logged in, Unix milliseconds.</param>
/// <param name="Address">IP address from which the person logged in.</param>
/// <param name="Program">The browser or program, by its <c>User-Agent</c>, at most 256 characters; untrusted text.</param>
/// <param name="LastSeen">Last request, Unix milliseconds; up to <see cref="SessionLimits.TouchAfter"/> too early.</param>
[GenerateSerializer, Immutable, Alias("dcmon.session")]
public sealed record Session(
    [property: Id(0)] string Id,
    [property: Id(1)] string User,
    [property: Id(2)] long StartedAt,
    [property: Id(3)] string Address,
    [property: Id(4)] string Program,
    [property: Id(5)] long LastSeen);

/// <summary>Who a session belongs to, and what that person may do now.</summary>
/// <param name="User">Name of the account.</param>
/// <param name="Role">The account's role at this moment.</param>
/// <param name="LastSeen">As in <see cref="Session"/>.</param>
[GenerateSerializer, Immutable, Alias("dcmon.session-owner")]
public sealed record SessionOwner(
    [property: Id(0)] string User,
    [property: Id(1)] string Role,
    [property: Id(2)] long LastSeen);

/// <summary>Bounds of sessions.</summary>
public static class SessionLimits
{
    /// <summary>Sessions of one account; one more ends the session that has not been used for the longest time.</summary>
    public const int MaxPerUser = 50;

    /// <summary>A session ends by itself this long after its last request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>The last request is stored again when the stored one is older than this.</summary>
    public static readonly TimeSpan TouchAfter = TimeSpan.FromMinutes(5);

    /// <summary>Whether the last request has to be stored again.</summary>
    /// <param name="lastSeen">The stored one, Unix milliseconds.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static bool IsTouchDue(long lastSeen, long now) => now - lastSeen > TouchAfter.TotalMilliseconds;
}
