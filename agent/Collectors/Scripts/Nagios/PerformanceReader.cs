using System.Globalization;

namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>
/// Reads values as plugins write them: <c>'label'=VALUE[UNIT];[warn];[crit];[min];[max]</c>, parted by blanks.
/// </summary>
internal static class PerformanceReader
{
    /// <summary>Reads all of them.</summary>
    /// <param name="text">What follows the bar in a plugin's output.</param>
    /// <param name="values">Gets them.</param>
    /// <returns>False where some of the text is no value; it is left out.</returns>
    public static bool Read(ReadOnlySpan<char> text, List<PerformanceValue> values)
    {
        var isWhole = true;
        for (var rest = text.TrimStart(); !rest.IsEmpty; rest = rest.TrimStart())
        {
            var label = TakeLabel(ref rest);
            var fields = TakeWord(ref rest);
            if (label is null) isWhole = false;
            // U: the plugin could not measure it this time.
            else if (!(fields is "U" || fields.StartsWith("U;")))
            {
                if (Parse(label, fields) is { } value) values.Add(value);
                else isWhole = false;
            }
        }

        return isWhole;
    }

    /// <summary>How many characters at the beginning of a text are a number.</summary>
    public static int LengthOfNumber(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is '.' or '-' or '+' || IsExponent(text[i..]))) i++;
        return i;
    }

    /// <summary>Reads a number that is finite.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture,
            out value)
        && double.IsFinite(value);

    private static bool IsExponent(ReadOnlySpan<char> text) =>
        text[0] is 'e' or 'E' && text.Length > 1 && (char.IsAsciiDigit(text[1]) || text[1] is '-' or '+');

    private static PerformanceValue? Parse(string label, ReadOnlySpan<char> fields)
    {
        var first = TakeField(ref fields);
        var length = LengthOfNumber(first);
        if (!TryNumber(first[..length], out var value) || !NagiosUnit.TryParse(first[length..], out var unit)) return null;
        var (warning, critical) = (NagiosRange.Parse(TakeField(ref fields)), NagiosRange.Parse(TakeField(ref fields)));
        var (least, greatest) = (NagiosRange.Parse(TakeField(ref fields)).High, NagiosRange.Parse(TakeField(ref fields)).High);
        NagiosRange InUnit(NagiosRange range) => new(range.Low * unit.Factor, range.High * unit.Factor);
        return new PerformanceValue(label, unit, value * unit.Factor, InUnit(warning), InUnit(critical), least * unit.Factor,
            greatest * unit.Factor);
    }

    /// <summary>Takes a label and its =; null where there is none, and then nothing is taken.</summary>
    private static string? TakeLabel(ref ReadOnlySpan<char> rest)
    {
        var end = EndOfLabel(rest);
        if (end <= 0 || end >= rest.Length || rest[end] != '=') return null;
        var label = rest[..end];
        rest = rest[(end + 1)..];
        return label[0] == '\'' ? label[1..^1].ToString().Replace("''", "'") : label.ToString();
    }

    /// <summary>Where the label ends; inside quotes two quotes are one.</summary>
    private static int EndOfLabel(ReadOnlySpan<char> text)
    {
        if (text[0] != '\'') return text.IndexOfAny('=', ' ');
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] != '\'') continue;
            if (i + 1 < text.Length && text[i + 1] == '\'') i++;
            else return i + 1;
        }

        return -1;
    }

    private static ReadOnlySpan<char> TakeWord(ref ReadOnlySpan<char> rest) => Take(ref rest, rest.IndexOfAny(' ', '\t'));

    private static ReadOnlySpan<char> TakeField(ref ReadOnlySpan<char> rest) => Take(ref rest, rest.IndexOf(';'));

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest, int end)
    {
        var taken = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return taken;
    }
}
