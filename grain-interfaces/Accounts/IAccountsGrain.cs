using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Accounts;

/// <summary>The people who may log in. Key: <see cref="GrainKeys.Accounts"/>. Passwords are hashed before they get here.</summary>
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

    /// <summary>Makes the account, or replaces the one of that name.</summary>
    [Alias("put")]
    Task Put(Account account);
}
