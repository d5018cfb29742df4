using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Wire.Extras;

/// <summary>
/// One event: time (8), severity (1), kind, key, message, subject, details; labels are a count, then each one's name and value.
/// </summary>
internal static class EventFormat
{
    /// <summary>Appends an event.</summary>
    public static void Write(MachineEvent each, WireWriter target)
    {
        target.Int64(each.Time);
        target.Byte((byte)each.Severity);
        target.Text(each.Kind);
        target.Text(each.Key);
        target.Text(each.Message);
        Write(each.Subject, target);
        Write(each.Details, target);
    }

    /// <summary>Reads an event.</summary>
    /// <exception cref="WireFormatException">It is malformed.</exception>
    public static MachineEvent Read(ref WireReader reader)
    {
        var time = reader.Int64();
        if (time < 0 || time > ExtrasLimits.LatestTime) throw new WireFormatException($"An event has the time {time}; Unix milliseconds are expected.");
        var severity = (EventSeverity)reader.Byte();
        if (severity > EventSeverity.Critical) throw new WireFormatException($"An event has the unknown severity {(int)severity}.");
        var kind = reader.Text(WireLimits.MaxEventKindLength, "An event's kind");
        if (!IsKind(kind)) throw new WireFormatException($"'{kind}' is no kind of events: small letters, digits and underscores only, a letter first.");
        var key = reader.Text(WireLimits.MaxEventKeyLength, $"The key of '{kind}'");
        if (!IsKey(key)) throw new WireFormatException($"The key of '{kind}' has control characters in it.");
        var message = reader.Text(WireLimits.MaxEventMessageLength, $"The message of '{kind}'");
        return new MachineEvent(time, kind, severity, message)
        {
            Key = key,
            Subject = ReadLabels(ref reader, kind),
            Details = ReadLabels(ref reader, kind),
        };
    }

    /// <summary>True for a text that can be a kind.</summary>
    public static bool IsKind(string text) =>
        text.Length is > 0 and <= WireLimits.MaxEventKindLength && char.IsAsciiLetterLower(text[0])
        && text.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '_');

    /// <summary>True for a text that can be a key: databases have no place for some control characters.</summary>
    public static bool IsKey(string text) => text.Length <= WireLimits.MaxEventKeyLength && !text.Any(char.IsControl);

    private static void Write(IReadOnlyList<Label> labels, WireWriter target)
    {
        target.Varint((ulong)labels.Count);
        foreach (var (name, value) in labels)
        {
            target.Text(name);
            target.Text(value);
        }
    }

    private static Label[] ReadLabels(ref WireReader reader, string kind)
    {
        var labels = new Label[reader.Count(WireLimits.MaxLabels, $"Labels of '{kind}'")];
        for (var i = 0; i < labels.Length; i++)
        {
            var name = SchemaNames.Check(reader.Text(WireLimits.MaxNameLength, $"A label's name of '{kind}'"), "label");
            labels[i] = new Label(name, reader.Text(WireLimits.MaxLabelValueLength, $"Label '{name}' of '{kind}'"));
        }

        return labels;
    }
}
