using System.Globalization;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Psu;

/// <summary>
/// Reads what Supermicro's <c>ipmicfg -pminfo</c> prints: below <c>[SlaveAddress = 78h] [Module 1]</c> rows of an item
/// and a value. What items are called differs from version to version: <c>Input Power</c>, <c>AC Input Power</c>.
/// </summary>
internal static class PsuParser
{
    private const int Most = 16, HighestNumber = 64;
    private const string Module = "[Module ";

    private static readonly (string Item, string Metric, string Part, string Unit)[] Items =
    [
        ("Input Voltage", "psu_input_volts", "", " V"),
        ("Input Current", "psu_input_amperes", "", " A"),
        ("Input Power", "psu_input_watts", "", " W"),
        ("Output Voltage", "psu_output_volts", "", " V"),
        ("Output Current", "psu_output_amperes", "", " A"),
        ("Output Power", "psu_output_watts", "", " W"),
        ("Temperature 1", "psu_temperature_celsius", "1", "C"),
        ("Temperature 2", "psu_temperature_celsius", "2", "C"),
        ("Fan 1", "psu_fan_rpm", "1", " RPM"),
        ("Fan 2", "psu_fan_rpm", "2", " RPM"),
    ];

    /// <summary>Reads all modules.</summary>
    public static List<PsuReading> Parse(ReadOnlySpan<char> text)
    {
        var all = new List<PsuReading>();
        PsuReading? current = null;
        foreach (var line in text.EnumerateLines())
        {
            if (line.Contains(Module, StringComparison.Ordinal))
            {
                current = NumberOf(line) is { } number && all.Count < Most && all.TrueForAll(each => each.Number != number)
                    ? new PsuReading(number)
                    : null;
                if (current is not null) all.Add(current);
            }
            else if (current is not null && line.IndexOf('|') is > 0 and var bar)
            {
                Read(current, line[..bar].Trim(), line[(bar + 1)..].Trim());
            }
        }

        return all;
    }

    /// <summary>
    /// Reads <c>[STATUS OK](00h)</c>, <c>ON (00 02)</c> and the like. The number, where there is one, is PMBus'
    /// STATUS_BYTE: bit 6 off, 5 and 4 output voltage or current too high, 3 input voltage too low, 2 too hot (PMBus
    /// 1.2, part II, 17.1).
    /// </summary>
    internal static int StatusOf(ReadOnlySpan<char> text)
    {
        const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
        if (text.Contains("FAIL", AnyCase) || text.Contains("FAULT", AnyCase) || text.Contains("CRITICAL", AnyCase)) return PowerSupplyState.Critical;
        if (text.Contains("OFF", AnyCase)) return PowerSupplyState.Off;
        if (text.Contains("WARN", AnyCase)) return PowerSupplyState.Warning;
        if (text.Contains("OK", AnyCase) || text.StartsWith("ON", AnyCase)) return PowerSupplyState.Good;
        return StatusByte(text) switch
        {
            null => PowerSupplyState.Unknown,
            0 => PowerSupplyState.Good,
            { } bits when (bits & 0x40) != 0 => PowerSupplyState.Off,
            { } bits when (bits & 0x3c) != 0 => PowerSupplyState.Critical,
            _ => PowerSupplyState.Warning,
        };
    }

    private static int? StatusByte(ReadOnlySpan<char> text)
    {
        var end = text.LastIndexOf("h)");
        return end >= 3 && text[end - 3] == '('
            && int.TryParse(text[(end - 2)..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? bits
            : null;
    }

    private static void Read(PsuReading reading, ReadOnlySpan<char> item, ReadOnlySpan<char> value)
    {
        if (item is "Status") (reading.Status, reading.Words) = (StatusOf(value), IpmiText.Clean(value));
        foreach (var (name, metric, part, unit) in Items)
        {
            if (!item.EndsWith(name)) continue;
            var end = value.IndexOf(unit); // A temperature stands there twice: 39C/102F.
            if (end > 0 && double.TryParse(value[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number))
                reading.Values.TryAdd((metric, part), number);
        }
    }

    private static int? NumberOf(ReadOnlySpan<char> line)
    {
        var rest = line[(line.IndexOf(Module) + Module.Length)..];
        var end = rest.IndexOf(']');
        return end > 0 && int.TryParse(IpmiText.Clean(rest[..end]), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= HighestNumber
                ? number
                : null;
    }
}
