using System.Globalization;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>Reads what <c>ipmitool raw</c> prints: the bytes of an answer in hexadecimal, 16 a line.</summary>
internal static class HexBytes
{
    private const int Most = 256;

    /// <summary>The bytes; empty where the text is anything else.</summary>
    public static byte[] Parse(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>();
        foreach (var range in text.SplitAny(" \t\r\n"))
        {
            var part = text[range];
            if (part.IsEmpty) continue;
            if (part.Length != 2 || bytes.Count == Most
                || !byte.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return [];
            bytes.Add(value);
        }

        return [.. bytes];
    }
}
