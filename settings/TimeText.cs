using System.Globalization;

namespace Dcmon.Settings;

/// <summary>Parses times and time spans in URLs and on command lines.</summary>
public static class TimeText
{
    /// <summary>
    /// Numbers below this are seconds, others milliseconds: in seconds it is the year 5138, in milliseconds March 1973.
    /// </summary>
    private const double SecondsBelow = 1e11;

    private static readonly (string Suffix, double Milliseconds)[] Units =
        [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Reads an instant as Unix milliseconds.</summary>
    public static bool TryReadInstant(string text, DateTimeOffset now, out long instant)
    {
        instant = now.ToUnixTimeMilliseconds();
        if (text == "now") return true;
        if (text.StartsWith('-') && TryReadSpan(text[1..], out var before))
        {
            instant -= before;
            return true;
        }

        if (TryNumber(text, out var number))
        {
            instant = (long)(number < SecondsBelow ? number * 1000 : number);
            return true;
        }

        var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var date);
        if (read) instant = date.ToUnixTimeMilliseconds();
        return read;
    }

    /// <summary>Reads a span as milliseconds; a bare number is seconds.</summary>
    public static bool TryReadSpan(string text, out long span)
    {
        var (suffix, unit) =
            Units.FirstOrDefault(each => text.EndsWith(each.Suffix, StringComparison.Ordinal), ("", 1_000));
        var read = TryNumber(text[..^suffix.Length], out var number);
        span = read ? (long)(number * unit) : 0;
        return read;
    }

    /// <summary>Numbers from 0 to what milliseconds can hold for a few thousand years.</summary>
    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && number is >= 0 and < 1e14;
}
