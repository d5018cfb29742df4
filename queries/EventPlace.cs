using System.Globalization;

namespace Dcmon.Queries;

/// <summary>Where an event stands in the order of events, by time and then by number: where a list of them can go on.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Id">The event's number.</param>
public readonly record struct EventPlace(long Time, long Id)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static EventPlace? Parse(string text)
    {
        var dash = text.IndexOf('-');
        return dash > 0
            && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new EventPlace(time, id)
            : null;
    }

    /// <summary>Such as <c>1700000000000-17</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time}-{Id}");
}
