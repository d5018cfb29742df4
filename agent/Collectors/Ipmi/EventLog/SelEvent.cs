using System.Globalization;
using System.Text;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>Something that a BMC recorded.</summary>
/// <param name="Entry">As it was read.</param>
/// <param name="Time">When, by this machine's clock: Unix time, milliseconds.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Key">
/// The same whenever the entry is read again, and no other entry's of this BMC: <c>sel:ERASED:ID:SECONDS:HASH</c>.
/// </param>
/// <param name="Sensor">Value of the label <c>sensor</c> of that sensor's series; empty where the entry is of none.</param>
internal sealed record SelEvent(SelEntry Entry, long Time, EventSeverity Severity, string Key, string Sensor)
{
    /// <summary>What happened, for people.</summary>
    public string Text => TextOf(Entry);

    /// <summary>Makes the event of an entry.</summary>
    /// <param name="entry">As read.</param>
    /// <param name="clock">Converts the BMC's time.</param>
    /// <param name="lastErase">When the log was cleared last, as it says itself.</param>
    public static SelEvent Of(SelEntry entry, BmcClock clock, uint lastErase) => new(
        entry, clock.TimeOf(entry), SelSeverities.Of(entry), KeyOf(entry, lastErase), entry.Sensor.StartsWith('#') ? "" : entry.Sensor);

    private static string TextOf(SelEntry entry)
    {
        var text = new StringBuilder();
        if (entry.Sensor.Length > 0 && entry.Sensor[0] != '#') text.Append(entry.Sensor).Append(": ");
        else if (entry.Type.Length > 0) text.Append(entry.Type).Append(entry.Sensor.Length > 0 ? " " : "").Append(entry.Sensor).Append(": ");
        text.Append(entry.Description);
        if (!entry.IsAsserted) text.Append(", over");
        if (entry.Detail.Length > 0) text.Append(" (").Append(entry.Detail).Append(')');
        return text.ToString();
    }

    /// <summary>
    /// Record numbers begin anew when the log is cleared, and clocks may stand still: only together they are unique.
    /// </summary>
    private static string KeyOf(SelEntry entry, uint lastErase) => string.Create(
        CultureInfo.InvariantCulture,
        $"sel:{lastErase:x}:{entry.Id:x}:{entry.Seconds}:{ShortHash.Of($"{entry.Type}|{entry.Sensor}|{entry.Description}|{entry.IsAsserted}")}");
}
