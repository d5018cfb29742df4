namespace Dcmon.Agent.Parsing;

/// <summary>Texts of a BMC: made by the board's firmware, so anything may be in them.</summary>
internal static class IpmiText
{
    private const int Longest = 200;

    /// <summary>Without control characters and blanks around it; at most 200 characters.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length > Longest) text = text[..Longest];
        if (!text.ContainsAnyInRange('\0', '\x1f') && !text.ContainsAnyInRange('\x7f', '\x9f')) return text.ToString();
        return string.Concat(text.ToString().Where(each => !char.IsControl(each))).Trim();
    }

    /// <summary>Splits <c>KEY : VALUE</c>; false where the line has no colon. A value may have colons.</summary>
    public static bool TrySplit(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        var colon = line.IndexOf(':');
        key = colon < 0 ? [] : line[..colon].Trim();
        value = colon < 0 ? [] : line[(colon + 1)..].Trim();
        return colon >= 0;
    }
}
