using System.Globalization;
using System.Text.Json;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>One row of <c>ata_smart_attributes.table</c>.</summary>
internal readonly struct AtaAttribute(JsonElement row)
{
    /// <summary>Its number, 1 to 255; 0 where the row is none.</summary>
    public int Id { get; } = row.At("id").Integer() ?? 0;

    /// <summary>What smartctl calls it; empty where it has no name.</summary>
    public string Name { get; } = row.At("name").Text() ?? "";

    /// <summary>The normalized value: how good it is.</summary>
    public double Value { get; } = row.At("value").Number();

    /// <summary>The normalized value at which the drive counts as failing.</summary>
    public double Threshold { get; } = row.At("thresh").Number();

    /// <summary>
    /// What is counted. Makers pack more than one number into the 48 bits of a raw value; smartctl's text begins with
    /// the one that is meant.
    /// </summary>
    public double Count { get; } = LeadingNumber(row.At("raw", "string").Text()) ?? row.At("raw", "value").Number();

    private static double? LeadingNumber(string? text)
    {
        if (text is null) return null;
        var end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        // "123h+04m" and "0x12" are no plain numbers; "12 (Average 34)" and "2/117" are.
        if (end >= 0 && text[end] is not (' ' or '(' or '/')) return null;
        return double.TryParse(end < 0 ? text : text.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
