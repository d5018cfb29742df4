using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.TimeSeries;

namespace Dcmon.Grains.Clients.Programs;

/// <summary>
/// The programs that may push samples of a machine: those with a token, and whoever has the machine's certificate. Of a token only the
/// hash is here.
/// </summary>
public sealed record ProgramsState
{
    /// <summary>Tokens of one machine that have not expired.</summary>
    public const int MaxTokens = 16;

    /// <summary>Source of samples that come with the machine's certificate, see <see cref="ReportSource"/>.</summary>
    public const int CertificateSource = 1;

    /// <summary>What that source is called.</summary>
    public const string CertificateName = "certificate";

    /// <summary>Characters of a token's secret, 258 bits: it cannot be guessed.</summary>
    public const int SecretLength = 50;

    private const int FirstTokenSource = 2;

    /// <summary>How exactly uses are stored, milliseconds: a write each time would be one for each push.</summary>
    private const long StoredUseEvery = 3_600_000;

    /// <summary>The tokens, in the order in which they were made.</summary>
    public ImmutableList<StoredProgramToken> Tokens { get; init; } = [];

    /// <summary>Source of the token that was made last: numbers are given out in turn, so that one is not soon another's.</summary>
    public int LastSource { get; init; } = FirstTokenSource - 1;

    /// <summary>When samples last came with the machine's certificate, exact to an hour, Unix milliseconds; null: never.</summary>
    public long? CertificateUsedAt { get; init; }

    /// <summary>With a new token, without those that have expired where there is no room.</summary>
    /// <param name="token">The token.</param>
    /// <param name="terms">What it shall be, by the rules.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="by">Who made it; null: unknown.</param>
    /// <exception cref="InvalidRequestException">The name is taken, or there are too many.</exception>
    public ProgramsState Add(string token, ProgramTokenTerms terms, long now, string? by)
    {
        var kept = Tokens.RemoveAll(each => each.ExpiresAt <= now && (Tokens.Count >= MaxTokens || each.Name == terms.Name));
        var problems = new RequestProblems();
        if (terms.Name == CertificateName || kept.Exists(each => each.Name == terms.Name))
            problems.Add("name", "is taken: choose another, or revoke the token that has it.");
        if (kept.Count >= MaxTokens) problems.Add("name", $"cannot be given: the machine has {MaxTokens} tokens, so revoke one first.");
        problems.ThrowIfAny();
        var source = LastSource;
        do source = source + 1 < ReportSource.Limit ? source + 1 : FirstTokenSource;
        while (kept.Exists(each => each.Source == source));
        var expires = now + (long)terms.Lifetime.TotalMilliseconds;
        return this with { Tokens = kept.Add(new(Hash(token), terms.Name, source, now, by, expires)), LastSource = source };
    }

    /// <summary>The token as it is stored, whether it has expired or not; null where it is unknown.</summary>
    private StoredProgramToken? Find(string token)
    {
        var hash = Encoding.ASCII.GetBytes(Hash(token));
        StoredProgramToken? found = null;
        foreach (var each in Tokens)
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(each.Hash)))
                found = each;
        return found;
    }

    /// <summary>Who calls with a token.</summary>
    public ReportCaller CallerOf(string token) =>
        Find(token) is { } known ? new(known.Source, known.Name, Token: known.Id) : new(CertificateSource, Token: "");

    /// <summary>Why nothing of a program with a token is accepted; null where it is.</summary>
    /// <param name="id">The token's id.</param>
    /// <param name="now">Unix milliseconds.</param>
    public string? Refusal(string id, long now) => Tokens.Find(each => each.Id == id) switch
    {
        null => "This token is not known here, or was revoked. An administrator makes tokens on the machine's page.",
        var token when token.ExpiresAt <= now =>
            $"This token expired at {DateTimeOffset.FromUnixTimeMilliseconds(token.ExpiresAt):u}. "
            + "An administrator makes a new one on the machine's page.",
        _ => null,
    };

    /// <summary>Without a token.</summary>
    /// <param name="id">The token's id.</param>
    /// <returns>Null where there is none.</returns>
    public ProgramsState? Revoke(string id) =>
        Tokens.Find(each => each.Id == id) is { } token ? this with { Tokens = Tokens.Remove(token) } : null;

    /// <summary>With a use of a source.</summary>
    /// <param name="source">Number of the source.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <returns>Null where nothing needs to be stored.</returns>
    public ProgramsState? Use(int source, long now)
    {
        if (source == CertificateSource) return IsNews(CertificateUsedAt, now) ? this with { CertificateUsedAt = now } : null;
        return Tokens.Find(each => each.Source == source) is { } token && IsNews(token.LastUsed, now)
            ? this with { Tokens = Tokens.Replace(token, token with { LastUsed = now }) }
            : null;
    }

    /// <summary>The sources that may have sent samples since then, with their names.</summary>
    /// <param name="since">Unix milliseconds.</param>
    public IReadOnlyDictionary<int, string> UsedSince(long since)
    {
        var used = Tokens.Where(each => each.LastUsed > since - StoredUseEvery).ToDictionary(each => each.Source, each => each.Name);
        if (CertificateUsedAt > since - StoredUseEvery) used[CertificateSource] = CertificateName;
        return used;
    }

    /// <summary>The tokens, by name.</summary>
    /// <param name="lastHeard">When a source was last heard of, Unix milliseconds; null: not known.</param>
    public IReadOnlyList<ProgramToken> List(Func<int, long?> lastHeard) =>
    [
        .. Tokens.OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase).Select(each => new ProgramToken(
            each.Id, each.Name, each.CreatedAt, each.CreatedBy, each.ExpiresAt, Later(lastHeard(each.Source), each.LastUsed))),
    ];

    private static long? Later(long? one, long? other) => one is null || other > one ? other : one;

    private static bool IsNews(long? stored, long now) => stored is not { } last || now - last >= StoredUseEvery;

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>A program's token, without the token.</summary>
/// <param name="Hash">Its SHA-256, lower-case hexadecimal.</param>
/// <param name="Name">The program's name.</param>
/// <param name="Source">Number of the source that its samples are of, see <see cref="ReportSource"/>.</param>
/// <param name="CreatedAt">Unix milliseconds.</param>
/// <param name="CreatedBy">The account that made it; null: unknown.</param>
/// <param name="ExpiresAt">Unix milliseconds.</param>
/// <param name="LastUsed">Unix milliseconds, exact to an hour; null: never.</param>
public sealed record StoredProgramToken(
    string Hash, string Name, int Source, long CreatedAt, string? CreatedBy, long ExpiresAt, long? LastUsed = null)
{
    /// <summary>64 bits of the hash name a token; they do not help to guess it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Id => Hash[..16];
}
