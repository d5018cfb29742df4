using System.Text;

namespace Dcmon.Queries.Selection;

/// <summary>
/// Text in quotes, as in PromQL: <c>"…"</c> and <c>'…'</c> with the escapes of Go (<c>\a \b \f \n \r \t \v \\ \" \'</c>,
/// <c>\</c> and three octal digits, <c>\xhh</c>, <c>\uhhhh</c>, <c>\Uhhhhhhhh</c>), and <c>`…`</c> without any. Octal
/// and <c>\x</c> name bytes of UTF-8, the other two characters.
/// </summary>
internal static class QuotedText
{
    private const string Letters = "abfnrtv\\\"'";
    private const string Meanings = "\a\b\f\n\r\t\v\\\"'";

    /// <summary>Reads the text that starts with the quote at <paramref name="at"/>, and moves behind its end.</summary>
    /// <exception cref="SelectorException">It does not end, or an escape is malformed.</exception>
    public static string Read(string text, ref int at)
    {
        var (start, quote) = (at, text[at]);
        var end = quote == '`' ? text.IndexOf(quote, start + 1) : EndOf(text, start);
        if (end < 0) throw new SelectorException($"At position {start + 1}: the text that starts with {quote} has no end; close it with {quote}.", start + 1);
        at = end + 1;
        var inside = text[(start + 1)..end];
        return quote == '`' || !inside.Contains('\\') ? inside : Unescape(inside, start + 1);
    }

    /// <summary>Writes text in double quotes, so that <see cref="Read"/> gives it back.</summary>
    public static StringBuilder Write(StringBuilder target, string value)
    {
        target.Append('"');
        foreach (var c in value)
        {
            if (c == '\'' || !Meanings.Contains(c)) target.Append(c);
            else target.Append('\\').Append(Letters[Meanings.IndexOf(c)]);
        }

        return target.Append('"');
    }

    private static int EndOf(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
            if (text[i] == '\\') i++;
            else if (text[i] == text[start]) return i;
        return -1;
    }

    private static string Unescape(string inside, int offset)
    {
        var bytes = new List<byte>(inside.Length);
        for (var i = 0; i < inside.Length;)
        {
            if (inside[i] != '\\')
            {
                var plain = inside.IndexOf('\\', i) is > 0 and var next ? next : inside.Length;
                bytes.AddRange(Encoding.UTF8.GetBytes(inside[i..plain]));
                i = plain;
                continue;
            }

            i += Escape(inside, i, offset + i + 1, bytes);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Reads one escape and returns its length.</summary>
    private static int Escape(string inside, int at, int position, List<byte> bytes)
    {
        var letter = inside[at + 1];
        if (Letters.IndexOf(letter) is >= 0 and var known)
        {
            bytes.Add((byte)Meanings[known]);
            return 2;
        }

        var (start, digits, radix) = letter switch
        {
            'x' => (at + 2, 2, 16),
            'u' => (at + 2, 4, 16),
            'U' => (at + 2, 8, 16),
            >= '0' and <= '7' => (at + 1, 3, 8),
            _ => throw Bad(position, $"'\\{letter}' is not an escape; write \\\\ for a backslash"),
        };
        var value = Number(inside.AsSpan(start, Math.Min(digits, inside.Length - start)), digits, radix)
            ?? throw Bad(position, $"'\\{letter}' needs {digits} {(radix == 8 ? "octal" : "hexadecimal")} digits");
        if (letter is 'u' or 'U')
            bytes.AddRange(Encoding.UTF8.GetBytes(Rune.TryCreate((int)Math.Min(value, int.MaxValue), out var rune) ? rune.ToString() : throw Bad(position, "there is no such character")));
        else
            bytes.Add(value <= 255 ? (byte)value : throw Bad(position, "a byte is at most \\377"));
        return start - at + digits;
    }

    private static long? Number(ReadOnlySpan<char> text, int digits, int radix)
    {
        if (text.Length < digits) return null;
        long value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c) || Convert.ToInt32(c.ToString(), 16) is var digit && digit >= radix) return null;
            value = value * radix + digit;
        }

        return value;
    }

    private static SelectorException Bad(int position, string what) => new($"At position {position}: {what}.", position);
}
