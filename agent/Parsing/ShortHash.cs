using System.Security.Cryptography;
using System.Text;

namespace Dcmon.Agent.Parsing;

/// <summary>Makes short, stable parts of keys of long texts.</summary>
internal static class ShortHash
{
    /// <summary>The first 4 bytes of the text's SHA-256, as 8 lower-case hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
