namespace Dcmon.GrainInterfaces.Clients;

/// <summary>What a program's token looks like: <c>dcm_CLIENT_SECRET</c>, so that it names the machine that knows it.</summary>
public static class ProgramTokenText
{
    private const string Prefix = "dcm_";
    private const int Longest = 200;

    /// <summary>The token of a client.</summary>
    /// <param name="client">The client's id.</param>
    /// <param name="secret">Letters and digits.</param>
    public static string Make(string client, string secret) => $"{Prefix}{client}_{secret}";

    /// <summary>The client id that a token names, whether there is such a client or not; null where it is no token.</summary>
    public static string? ClientOf(string token) =>
        token.Length <= Longest && token.StartsWith(Prefix, StringComparison.Ordinal)
        && token.LastIndexOf('_') is var end && end > Prefix.Length
            ? token[Prefix.Length..end]
            : null;
}
