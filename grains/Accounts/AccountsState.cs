using System.Collections.Immutable;
using Dcmon.GrainInterfaces.Accounts;

namespace Dcmon.Grains.Accounts;

/// <summary>The people who may log in, and their sessions.</summary>
public sealed record AccountsState
{
    /// <summary>Accounts by lower-case user name.</summary>
    public ImmutableDictionary<string, Account> Accounts { get; init; } = ImmutableDictionary<string, Account>.Empty;

    /// <summary>Sessions by id; those that have expired may still be here.</summary>
    public ImmutableDictionary<string, Session> Sessions { get; init; } = ImmutableDictionary<string, Session>.Empty;

    /// <summary>The account of that name, whatever its case; null where there is none.</summary>
    public Account? Find(string user) => Accounts.GetValueOrDefault(Key(user));

    /// <summary>With an account, in place of one of the same name; without the sessions of one that had another password.</summary>
    public AccountsState With(Account account)
    {
        var next = this with { Accounts = Accounts.SetItem(Key(account.User), account) };
        return Find(account.User)?.PasswordHash == account.PasswordHash
            ? next
            : next with { Sessions = Without(each => IsOf(each, account.User)) };
    }

    /// <summary>With an account, in place of one of the same name, and no sessions.</summary>
    public AccountsState Reset(Account account) => With(account) with { Sessions = ImmutableDictionary<string, Session>.Empty };

    /// <summary>With a new session; without those that have expired. Null if the account has another password than that.</summary>
    /// <param name="session">The session, whose <see cref="Session.LastSeen"/> is now.</param>
    /// <param name="passwordHash">The hash of the password that the person gave.</param>
    public AccountsState? Start(Session session, string passwordHash)
    {
        if (Find(session.User)?.PasswordHash != passwordHash) return null;
        var live = Without(each => !IsLive(each, session.LastSeen));
        var surplus = live.Values.Where(each => IsOf(each, session.User))
            .OrderByDescending(each => each.LastSeen).Skip(SessionLimits.MaxPerUser - 1).Select(each => each.Id);
        return this with { Sessions = live.RemoveRange(surplus).SetItem(session.Id, session) };
    }

    /// <summary>Whose a session is; null where it has ended.</summary>
    /// <param name="id">The session.</param>
    /// <param name="now">Unix milliseconds.</param>
    public SessionOwner? FindSession(string id, long now) =>
        Sessions.GetValueOrDefault(id) is { } session && IsLive(session, now) && Find(session.User) is { } account
            ? new SessionOwner(account.User, account.Role, session.LastSeen)
            : null;

    /// <summary>With a session last seen now; null where it has ended, or where nearly that is stored.</summary>
    /// <param name="id">The session.</param>
    /// <param name="now">Unix milliseconds.</param>
    public AccountsState? Touch(string id, long now) =>
        Sessions.GetValueOrDefault(id) is { } session && IsLive(session, now)
        && SessionLimits.IsTouchDue(session.LastSeen, now)
            ? this with { Sessions = Sessions.SetItem(id, session with { LastSeen = now }) }
            : null;

    /// <summary>Without a session; null where the account has no such session.</summary>
    public AccountsState? End(string user, string id) =>
        Sessions.GetValueOrDefault(id) is { } session && IsOf(session, user) ? this with { Sessions = Sessions.Remove(id) } : null;

    /// <summary>The sessions of an account, the last used first.</summary>
    /// <param name="user">Name of the account.</param>
    /// <param name="now">Unix milliseconds.</param>
    public IReadOnlyList<Session> ListSessions(string user, long now) =>
        [.. Sessions.Values.Where(each => IsOf(each, user) && IsLive(each, now))
            .OrderByDescending(each => each.LastSeen).ThenByDescending(each => each.StartedAt)];

    private ImmutableDictionary<string, Session> Without(Func<Session, bool> ended) =>
        Sessions.RemoveRange(Sessions.Values.Where(ended).Select(each => each.Id));

    private static bool IsLive(Session session, long now) => now - session.LastSeen < SessionLimits.Lifetime.TotalMilliseconds;

    private static bool IsOf(Session session, string user) => Key(session.User) == Key(user);

    private static string Key(string user) => user.ToLowerInvariant();
}
