using Dcmon.GrainInterfaces.Accounts;

namespace Dcmon.Grains.Accounts;

/// <summary>What the accounts' grain keeps on disk.</summary>
public sealed class AccountsMemory
{
    /// <summary>Accounts by lower-case user name.</summary>
    public Dictionary<string, Account> Accounts { get; set; } = [];
}

/// <summary>The people who may log in. It writes the accounts, and nobody else does.</summary>
public sealed class AccountsGrain(
    [PersistentState("accounts", GrainOptions.Storage)] IPersistentState<AccountsMemory> memory) : Grain, IAccountsGrain
{
    /// <inheritdoc/>
    public Task<Account?> Find(string user) => Task.FromResult(memory.State.Accounts.GetValueOrDefault(Key(user)));

    /// <inheritdoc/>
    public async Task<bool> CreateFirst(Account account)
    {
        if (memory.State.Accounts.Count > 0) return false;
        memory.State.Accounts.Add(Key(account.User), account);
        await memory.WriteStateAsync();
        return true;
    }

    /// <inheritdoc/>
    public Task Put(Account account)
    {
        memory.State.Accounts[Key(account.User)] = account;
        return memory.WriteStateAsync();
    }

    private static string Key(string user) => user.ToLowerInvariant();
}
