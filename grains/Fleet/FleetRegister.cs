using System.Security.Cryptography;
using System.Text;
using Dcmon.GrainInterfaces.Fleet;

namespace Dcmon.Grains.Fleet;

/// <summary>The rules of the register: who may come in, who is in good standing. It changes memory; its grain writes it.</summary>
/// <param name="memory">What is kept.</param>
/// <param name="time">The clock.</param>
/// <param name="randomText">Makes an unguessable text of lower-case letters and digits of the given length.</param>
public sealed class FleetRegister(FleetMemory memory, TimeProvider time, Func<int, string> randomText)
{
    /// <summary>32 letters and digits of 36 hold over 160 bits: nobody guesses a token.</summary>
    private const int TokenLength = 32;

    private const int IdLength = 12;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Letters and digits from the system's generator.</summary>
    public static string SecureText(int length) => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", length);

    /// <summary>Makes a token; only its hash is kept.</summary>
    public string CreateToken(TokenTerms terms)
    {
        DropExpired();
        var token = randomText(TokenLength);
        memory.Tokens[Hash(token)] = new TokenRecord(Now + (long)terms.Lifetime.TotalMilliseconds, terms.Uses, terms.Tags, terms.Group);
        return token;
    }

    /// <summary>Spends one use of a token; null where it is good for nothing.</summary>
    public ClientRegistration? Enroll(string token, string name)
    {
        DropExpired();
        var hash = Hash(token);
        if (!memory.Tokens.Remove(hash, out var terms)) return null;
        if (terms.UsesLeft > 1) memory.Tokens[hash] = terms with { UsesLeft = terms.UsesLeft - 1 };

        var id = randomText(IdLength);
        return memory.Clients[id] = new ClientRegistration(id, name, Now, terms.Tags, Group: terms.Group);
    }

    /// <summary>The client of that id, or null.</summary>
    public ClientRegistration? Find(string id) => memory.Clients.GetValueOrDefault(id);

    /// <summary>All that are in good standing.</summary>
    public IEnumerable<ClientRegistration> InGoodStanding() => memory.Clients.Values.Where(client => client.RevokedAt is null);

    /// <summary>Revokes a client; null where there is none of that id.</summary>
    public ClientRegistration? Revoke(string id) => Find(id) is { } client
        ? memory.Clients[id] = client with { RevokedAt = client.RevokedAt ?? Now }
        : null;

    /// <summary>Gives a client in good standing other tags or another group; null where there is none of that id.</summary>
    public ClientRegistration? Describe(string id, ClientChange change) => Find(id) is { RevokedAt: null } client
        ? memory.Clients[id] = client with { Tags = change.Tags ?? client.Tags, Group = change.ChangesGroup ? change.Group : client.Group }
        : null;

    /// <summary>Takes the name that the machine now has; false where it is as before.</summary>
    public bool Rename(string id, string name)
    {
        if (Find(id) is not { } client || client.Name == name) return false;
        memory.Clients[id] = client with { Name = name };
        return true;
    }

    private void DropExpired()
    {
        foreach (var (hash, terms) in memory.Tokens)
            if (terms.ExpiresAt <= Now)
                memory.Tokens.Remove(hash);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
