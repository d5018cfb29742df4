using Dcmon.GrainInterfaces.Accounts;
using Dcmon.Grains.States;

namespace Dcmon.Grains.Accounts;

/// <summary>The people who may log in, and their sessions. It writes both, and nobody else does.</summary>
public sealed class AccountsGrain(
    [PersistentState("accounts", GrainOptions.Storage)] IPersistentState<AccountsState> storage, TimeProvider time) : Grain, IAccountsGrain
{
    private readonly DurableState<AccountsState> _state = new(storage);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task<Account?> Find(string user) => Task.FromResult(_state.Value.Find(user));

    /// <inheritdoc/>
    public Task<bool> CreateFirst(Account account) => _state.Change(state => state.Accounts.IsEmpty ? state.With(account) : null);

    /// <inheritdoc/>
    public Task Put(Account account) => _state.Change(state => state.With(account));

    /// <inheritdoc/>
    public Task Reset(Account account) => _state.Change(state => state.Reset(account));

    /// <inheritdoc/>
    public Task<bool> StartSession(Session session, string passwordHash) => _state.Change(state => state.Start(session, passwordHash));

    /// <inheritdoc/>
    public Task<SessionOwner?> FindSession(string id) => Task.FromResult(_state.Value.FindSession(id, Now));

    /// <inheritdoc/>
    public Task TouchSession(string id) => _state.Change(state => state.Touch(id, Now));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Session>> ListSessions(string user) => Task.FromResult(_state.Value.ListSessions(user, Now));

    /// <inheritdoc/>
    public Task<bool> EndSession(string user, string id) => _state.Change(state => state.End(user, id));
}
