using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Dcmon.GrainInterfaces.Enrollment;

namespace Dcmon.Grains.Enrollment;

/// <summary>The enrolment tokens that may still be used. Of a token only the hash is here.</summary>
public sealed record EnrollmentState
{
    /// <summary>Tokens by their SHA-256, lower-case hexadecimal.</summary>
    public ImmutableDictionary<string, StoredToken> Tokens { get; init; } = ImmutableDictionary<string, StoredToken>.Empty;

    /// <summary>With a new token; without those that have expired.</summary>
    /// <param name="token">The token.</param>
    /// <param name="terms">What it allows.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="by">Who made it; null: the server itself.</param>
    public EnrollmentState Add(string token, TokenTerms terms, long now, string? by = null) => new()
    {
        Tokens = Unexpired(now).SetItem(
            Hash(token),
            new StoredToken(now + (long)terms.Lifetime.TotalMilliseconds, terms.Uses, terms.Tags, terms.Group, now, by)),
    };

    /// <summary>The tokens that may still be used, those that expire first first.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public IReadOnlyList<EnrollmentToken> List(long now) =>
    [
        .. Unexpired(now).OrderBy(each => each.Value.ExpiresAt).Select(each => new EnrollmentToken(
            Id(each.Key), each.Value.ExpiresAt, each.Value.UsesLeft, each.Value.Tags, each.Value.Group, each.Value.CreatedAt,
            each.Value.CreatedBy)),
    ];

    /// <summary>Without a token.</summary>
    /// <param name="id">The token's id.</param>
    /// <returns>Null where there is none.</returns>
    public EnrollmentState? Revoke(string id) =>
        Tokens.Keys.FirstOrDefault(hash => Id(hash) == id) is { } found ? new() { Tokens = Tokens.Remove(found) } : null;

    /// <summary>The token as it is stored; null where it is unknown, expired or used up.</summary>
    public StoredToken? Find(string token, long now) =>
        Tokens.GetValueOrDefault(Hash(token)) is { } found && found.ExpiresAt > now ? found : null;

    /// <summary>With one use less of a token; null where it is unknown, expired or used up.</summary>
    /// <param name="token">The token.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="spent">The token as it was before; null where none was spent.</param>
    public EnrollmentState? Spend(string token, long now, out StoredToken? spent)
    {
        spent = Find(token, now);
        if (spent is null) return null;
        var rest = Unexpired(now).Remove(Hash(token));
        return new() { Tokens = spent.UsesLeft > 1 ? rest.Add(Hash(token), spent with { UsesLeft = spent.UsesLeft - 1 }) : rest };
    }

    /// <summary>With one use more of a token that was spent in vain.</summary>
    /// <param name="token">The token.</param>
    /// <param name="spent">The token as it was before any use was taken back.</param>
    public EnrollmentState Refund(string token, StoredToken spent)
    {
        var left = Tokens.GetValueOrDefault(Hash(token))?.UsesLeft ?? 0;
        return new() { Tokens = Tokens.SetItem(Hash(token), spent with { UsesLeft = left + 1 }) };
    }

    /// <summary>64 bits of the hash name a token; they do not help to guess it.</summary>
    private static string Id(string hash) => hash[..16];

    private ImmutableDictionary<string, StoredToken> Unexpired(long now) =>
        Tokens.RemoveRange(Tokens.Where(each => each.Value.ExpiresAt <= now).Select(each => each.Key));

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>An enrolment token, without the token.</summary>
/// <param name="ExpiresAt">Unix milliseconds.</param>
/// <param name="UsesLeft">Machines that it may still enrol.</param>
/// <param name="Tags">Tags that they get.</param>
/// <param name="Group">The group that they get into; null: none.</param>
/// <param name="CreatedAt">Unix milliseconds; null: unknown, an earlier version made it.</param>
/// <param name="CreatedBy">The account that made it; null: the server itself, or unknown.</param>
public sealed record StoredToken(
    long ExpiresAt, int UsesLeft, IReadOnlyList<string> Tags, string? Group = null, long? CreatedAt = null, string? CreatedBy = null);
