using System.Security.Cryptography;
using Dcmon.GrainInterfaces.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Dcmon.Web.Accounts;

/// <summary>Makes, hashes and checks passwords, with ASP.NET Core Identity's hasher.</summary>
public sealed class Passwords
{
    private const int RandomLength = 20;
    private readonly PasswordHasher<string> _hasher = new();

    /// <summary>What an unknown user's password is checked against, so that the answer takes as long as for a known one.</summary>
    private readonly string _dummyHash;

    /// <summary>Makes the checker.</summary>
    public Passwords() => _dummyHash = Hash("", Random());

    /// <summary>
    /// A password that cannot be guessed: 20 letters and digits hold over 100 bits. Letters that look alike are left out.
    /// </summary>
    public static string Random() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", RandomLength);

    /// <summary>The salted hash to keep.</summary>
    public string Hash(string user, string password) => _hasher.HashPassword(user, password);

    /// <summary>Whether the password is the account's; false where there is no account.</summary>
    public bool Fits(Account? account, string password) =>
        _hasher.VerifyHashedPassword(account?.User ?? "", account?.PasswordHash ?? _dummyHash, password) != PasswordVerificationResult.Failed
        && account is not null;
}
