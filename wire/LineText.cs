using System.Globalization;
using System.Text;

namespace Dcmon.Wire;

/// <summary>Text that stays within its line and is read in the order in which it was written, wherever it is shown.</summary>
public static class LineText
{
    /// <summary>
    /// Whether text has no characters that act on the display instead of being displayed: control characters (NUL, line ends and
    /// escape sequences among them), line separators, and format characters such as marks of the writing direction.
    /// </summary>
    public static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!IsPlain(rune)) return false;
        return true;
    }

    /// <summary>
    /// Text with each such character written as in a C# string: <c>\n</c>, <c>\u001b</c>.
    /// </summary>
    public static string Escape(string text)
    {
        if (IsPlain(text)) return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            if (IsPlain(rune)) escaped.Append(rune.ToString());
            else escaped.Append(Escape(rune.Value));
        return escaped.ToString();
    }

    private static bool IsPlain(Rune rune) => rune.IsAscii
        ? rune.Value is >= ' ' and < 0x7f
        : Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Escape(int value) => value switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        <= 0xffff => string.Create(CultureInfo.InvariantCulture, $@"\u{value:x4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $@"\U{value:x8}"),
    };
}
