using System.Globalization;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>
/// Reads what <c>ipmitool sel elist</c> prints, oldest first, with <c>TZ=UTC</c> and <c>LC_ALL=C</c>:
/// <c>ID | DATE | TIME | TYPE NAME | DESCRIPTION | Asserted | DETAIL</c>. A line that it does not understand is left
/// out.
/// </summary>
internal static class SelListParser
{
    private const int Most = 65_536;
    private const string Panic = "Linux kernel panic:";

    /// <summary>1.8.18 writes the century, 1.8.19 does not.</summary>
    private static readonly string[] TimeFormats = ["MM/dd/yyyy HH:mm:ss", "MM/dd/yy HH:mm:ss"];

    /// <summary>Reads all lines.</summary>
    public static List<SelEntry> Parse(ReadOnlySpan<char> text)
    {
        var entries = new List<SelEntry>();
        foreach (var line in text.EnumerateLines())
            if (entries.Count < Most && ParseLine(line) is { } entry)
                entries.Add(entry);
        return entries;
    }

    private static SelEntry? ParseLine(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[10];
        var count = line.Split(fields, '|', StringSplitOptions.TrimEntries);
        if (count < 2 || !int.TryParse(line[fields[0]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || id is < 0 or > ushort.MaxValue) return null;
        var second = line[fields[1]];
        if (second.StartsWith(Panic)) return new SelEntry(id, null, "", "", IpmiText.Clean(second), true, "");
        if (IsOem(second)) return Oem(id, null, line[(line.IndexOf('|') + 1)..]);
        if (count < 4 || !TryParseTime(second, line[fields[2]], out var seconds)) return null;
        if (IsOem(line[fields[3]])) return Oem(id, seconds, line[fields[3].Start..]);
        var direction = IndexOfDirection(line, fields[..count]);
        if (direction < 0) return null;
        var (type, sensor) = SensorTypes.Split(IpmiText.Clean(line[fields[3]]));
        var description = Description(line[fields[4].Start..fields[direction - 1].End]);
        var detail = direction + 1 < count ? IpmiText.Clean(line[fields[direction + 1].Start..]) : "";
        return new SelEntry(id, seconds, type, sensor, description, line[fields[direction]] is "Asserted", detail);
    }

    /// <summary>The field after the description, which may have bars in it: boards name a DIMM so.</summary>
    private static int IndexOfDirection(ReadOnlySpan<char> line, ReadOnlySpan<Range> fields)
    {
        for (var i = 5; i < fields.Length; i++)
            if (line[fields[i]] is "Asserted" or "Deasserted") return i;
        return -1;
    }

    private static bool IsOem(ReadOnlySpan<char> field) => field.StartsWith("OEM record ");

    private static SelEntry Oem(int id, long? seconds, ReadOnlySpan<char> text) =>
        new(id, seconds, "", "", WithoutBars(text), true, "");

    /// <summary>
    /// On Supermicro boards ipmitool adds brackets for what the firmware has to say, and leaves them empty mostly.
    /// </summary>
    private static string Description(ReadOnlySpan<char> text) =>
        WithoutBars(text.EndsWith(" ()") ? text[..^" ()".Length] : text);

    private static string WithoutBars(ReadOnlySpan<char> text) =>
        string.Join(' ', IpmiText.Clean(text).Split('|', StringSplitOptions.TrimEntries));

    /// <summary>
    /// Reads date and time, or <c>Pre-Init</c> and the seconds since the BMC started. False for anything else.
    /// </summary>
    private static bool TryParseTime(ReadOnlySpan<char> date, ReadOnlySpan<char> time, out long? seconds)
    {
        seconds = null;
        if (date is "Pre-Init")
        {
            if (!uint.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var sinceStart)) return false;
            seconds = sinceStart;
            return true;
        }

        var zone = time.IndexOf(' ');
        if (zone >= 0) time = time[..zone];
        if (!DateTime.TryParseExact(
                $"{date} {time}", TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)) return false;
        seconds = new DateTimeOffset(parsed).ToUnixTimeSeconds();
        return true;
    }
}
