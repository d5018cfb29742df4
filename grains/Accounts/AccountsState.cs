using System.Collections.Immutable;
using Dcmon.GrainInterfaces.Accounts;

namespace Dcmon.Grains.Accounts;

/// <summary>The people who may log in.</summary>
public sealed record AccountsState
{
    /// <summary>Accounts by lower-case user name.</summary>
    public ImmutableDictionary<string, Account> Accounts { get; init; } = ImmutableDictionary<string, Account>.Empty;

    /// <summary>The account of that name, whatever its case; null where there is none.</summary>
    public Account? Find(string user) => Accounts.GetValueOrDefault(Key(user));

    /// <summary>With an account, in place of one of the same name.</summary>
    public AccountsState With(Account account) => new() { Accounts = Accounts.SetItem(Key(account.User), account) };

    private static string Key(string user) => user.ToLowerInvariant();
}
