using System.Globalization;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>
/// Reads what <c>ipmitool sdr elist all</c> prints: <c>CPU1 Temp        | 01h | ok  |  3.1 | 47 degrees C</c>, a sensor
/// a line. A line that it does not understand is left out.
/// </summary>
internal static class SensorListParser
{
    /// <summary>More sensors than any board has.</summary>
    private const int Most = 512;

    /// <summary>Reads all lines.</summary>
    public static List<SensorReading> Parse(ReadOnlySpan<char> text)
    {
        var sensors = new List<SensorReading>();
        foreach (var line in text.EnumerateLines())
            if (sensors.Count < Most && ParseLine(line) is { } sensor)
                sensors.Add(sensor);
        return sensors;
    }

    private static SensorReading? ParseLine(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[5];
        if (line.Split(fields, '|', StringSplitOptions.TrimEntries) != 5) return null;
        var number = line[fields[1]];
        if (number.Length < 2 || number[^1] != 'h'
            || !int.TryParse(number[..^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var parsed)) return null;
        var reading = line[fields[4]];
        if (IsLocator(reading)) return null;
        var key = new SensorKey(IpmiText.Clean(line[fields[0]]), parsed);
        var (entity, instance) = ParseEntity(line[fields[3]]);
        var status = reading is "Disabled" or "No Reading" or "Not Readable" ? "ns" : line[fields[2]].ToString();
        if (status == "ns") return new SensorReading(key, entity, instance, status, null, "", []);
        if (!TryParseValue(reading, out var value, out var unit, out var states)) return null;
        return new SensorReading(key, entity, instance, status, value, unit, DiscreteStates.Split(states));
    }

    /// <summary>
    /// Controllers and FRUs stand in the same list, and sensors that only send events: none can be read.
    /// </summary>
    private static bool IsLocator(ReadOnlySpan<char> reading) =>
        reading.Contains(" MC @ ", StringComparison.Ordinal) || reading.Contains(" FRU @", StringComparison.Ordinal)
        || reading.StartsWith("Generic @") || reading is "Event-Only";

    /// <summary>Reads <c>10.1</c>: entity and instance; zeros where it is something else.</summary>
    private static (int Entity, int Instance) ParseEntity(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        return dot > 0 && int.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var entity)
            && int.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var instance)
            ? (entity, instance)
            : (0, 0);
    }

    /// <summary>
    /// Reads <c>NUMBER UNIT</c>, <c>NUMBER UNIT, STATES</c> or <c>STATES</c>. False for a number that is none.
    /// </summary>
    private static bool TryParseValue(ReadOnlySpan<char> text, out double? value, out string unit, out ReadOnlySpan<char> states)
    {
        (value, unit) = (null, "");
        states = text;
        var space = text.IndexOf(' ');
        var first = space < 0 ? text : text[..space];
        if (!double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return !IsForeignNumber(first);
        if (!double.IsFinite(number)) return false;
        var rest = space < 0 ? [] : text[(space + 1)..];
        var comma = rest.IndexOf(", ");
        unit = IpmiText.Clean(comma < 0 ? rest : rest[..comma]);
        states = comma < 0 ? [] : rest[(comma + 2)..];
        value = number;
        return true;
    }

    /// <summary><c>11,50</c> of another locale is no state; <c>240VA</c> begins the name of one.</summary>
    private static bool IsForeignNumber(ReadOnlySpan<char> text) => text.Contains(',') && !text.ContainsAnyExcept("+-0123456789.,");
}
