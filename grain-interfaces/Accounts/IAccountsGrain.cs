using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Accounts;

/// <summary>
/// The people who may log in, and their sessions. Key: <see cref="GrainKeys.Accounts"/>. Passwords and the secrets of sessions are hashed
/// before they get here.
/// </summary>
[Alias("dcmon.accounts")]
public interface IAccountsGrain : IGrainWithStringKey
{
    /// <summary>The account of that name, whatever its case; null where there is none.</summary>
    [Alias("find"), ReadOnly]
    Task<Account?> Find(string user);

    /// <summary>Makes the first account; does nothing where there is any.</summary>
    /// <returns>Whether it was made.</returns>
    [Alias("create-first")]
    Task<bool> CreateFirst(Account account);

    /// <summary>Makes the account, or replaces the one of that name. Another password hash ends all sessions of the account.</summary>
    [Alias("put")]
    Task Put(Account account);

    /// <summary>Makes the account, or replaces the one of that name, and ends the sessions of all accounts.</summary>
    [Alias("reset")]
    Task Reset(Account account);

    /// <summary>Starts a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="passwordHash">The hash that the person's password was checked against.</param>
    /// <returns>Whether it started: not if the account has another password by now.</returns>
    [Alias("start-session")]
    Task<bool> StartSession(Session session, string passwordHash);

    /// <summary>Whose a session is; null where it has ended.</summary>
    [Alias("find-session"), AlwaysInterleave]
    Task<SessionOwner?> FindSession(string id);

    /// <summary>Stores that a session is in use, if what is stored is older than <see cref="SessionLimits.TouchAfter"/>.</summary>
    [Alias("touch-session")]
    Task TouchSession(string id);

    /// <summary>The sessions of an account, the last used first.</summary>
    [Alias("list-sessions"), AlwaysInterleave]
    Task<IReadOnlyList<Session>> ListSessions(string user);

    /// <summary>Ends a session of an account.</summary>
    /// <returns>Whether there was one.</returns>
    [Alias("end-session")]
    Task<bool> EndSession(string user, string id);
}
