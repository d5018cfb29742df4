using System.Security.Cryptography;

namespace Dcmon.Grains;

/// <summary>Unguessable ids and tokens.</summary>
public static class RandomText
{
    /// <summary>Lower-case letters and digits from the system's secure generator: 5.17 bits each.</summary>
    /// <param name="length">How many.</param>
    public static string Secure(int length) => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", length);
}
