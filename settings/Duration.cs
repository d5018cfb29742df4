using System.Globalization;

namespace Dcmon.Settings;

/// <summary>
/// Parses and formats durations: <c>250ms</c>, <c>10s</c>, <c>5m</c>, <c>1.5h</c>, <c>90d</c>. The unit is required,
/// but for 0.
/// </summary>
public static class Duration
{
    // "ms" before "s" and "m": the first unit that the text ends with counts.
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads a duration.</summary>
    /// <returns>False for anything else, negative durations and those beyond 10,000 days included.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0") return true;
        foreach (var (unit, length) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!double.TryParse(
                text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
                return false;
            if (!(count * length.TotalDays <= 10_000)) return false; // NaN, too
            duration = length * count;
            return true;
        }

        return false;
    }

    /// <summary>The duration in the largest unit that divides it.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0";
        var (unit, length) = Units.OrderByDescending(each => each.Length)
            .FirstOrDefault(each => duration.Ticks % each.Length.Ticks == 0, Units[0]);
        return (duration / length).ToString(CultureInfo.InvariantCulture) + unit;
    }
}
