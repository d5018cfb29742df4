using Dcmon.GrainInterfaces.Accounts;
using Dcmon.Grains.States;

namespace Dcmon.Grains.Accounts;

/// <summary>The people who may log in. It writes the accounts, and nobody else does.</summary>
public sealed class AccountsGrain(
    [PersistentState("accounts", GrainOptions.Storage)] IPersistentState<AccountsState> storage) : Grain, IAccountsGrain
{
    private readonly DurableState<AccountsState> _state = new(storage);

    /// <inheritdoc/>
    public Task<Account?> Find(string user) => Task.FromResult(_state.Value.Find(user));

    /// <inheritdoc/>
    public Task<bool> CreateFirst(Account account) => _state.Change(state => state.Accounts.IsEmpty ? state.With(account) : null);

    /// <inheritdoc/>
    public Task Put(Account account) => _state.Change(state => state.With(account));
}
