using System.Text.Json;
using Dcmon.Wire.Packing;

namespace Dcmon.Wire.Reports;

/// <summary>
/// The body of a report request: the magic <c>DCM1</c>, then frames of a type byte, a varint length and a payload.
/// Unknown frame types are skipped, so that a newer agent can talk to an older server, which then does not get what it does not know.
/// A report's extras are a frame of their own right after it.
/// </summary>
public static class ReportMessageFormat
{
    /// <summary>The media type of the body.</summary>
    public const string ContentType = "application/vnd.dcmon.report";

    private const byte SchemaFrame = 1;
    private const byte FactsFrame = 2;
    private const byte ReportFrame = 3;
    private const byte ExtrasFrame = 4;

    private static ReadOnlySpan<byte> Magic => "DCM1"u8;

    /// <summary>Appends the message to the writer.</summary>
    public static void Write(ReportMessage message, WireWriter target)
    {
        target.Bytes(Magic);
        foreach (var schema in message.Schemas)
            Frame(target, SchemaFrame, schema.Encoded.Span);
        if (message.Facts is { } facts)
            Frame(target, FactsFrame, JsonSerializer.SerializeToUtf8Bytes(facts, WireJson.Default.MachineFacts));
        foreach (var report in message.Reports)
            WriteReport(report, target);
    }

    /// <summary>Reads a message and checks all but the values, whose schema may be known to the reader alone.</summary>
    /// <exception cref="WireFormatException">The bytes are not a message, or it is beyond <see cref="WireLimits"/>.</exception>
    public static ReportMessage Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        if (reader.Left < Magic.Length || !reader.Bytes(Magic.Length).SequenceEqual(Magic))
            throw new WireFormatException("The body does not start with 'DCM1'; is this a dcmon report?");

        var schemas = new List<Schema>();
        var reports = new List<Report>();
        MachineFacts? facts = null;
        while (reader.Left > 0)
        {
            var type = reader.Byte();
            var payload = reader.Bytes(reader.Count(WireLimits.MaxMessageBytes, "Bytes of a frame"));
            switch (type)
            {
                case SchemaFrame: schemas.Add(Schema.Read(payload)); break;
                case FactsFrame: facts = ReadFacts(payload); break;
                case ReportFrame: reports.Add(ReadReport(payload)); break;
                case ExtrasFrame: AddExtras(payload, reports); break;
            }

            if (schemas.Count > WireLimits.MaxSchemasPerMessage || reports.Count > WireLimits.MaxReportsPerMessage)
                throw new WireFormatException(
                    $"At most {WireLimits.MaxReportsPerMessage} reports and {WireLimits.MaxSchemasPerMessage} schemas a message.");
        }

        return new ReportMessage(schemas, facts, reports);
    }

    private static void Frame(WireWriter target, byte type, ReadOnlySpan<byte> payload)
    {
        target.Byte(type);
        target.Varint((ulong)payload.Length);
        target.Bytes(payload);
    }

    private static void WriteReport(Report report, WireWriter target)
    {
        target.Byte(ReportFrame);
        target.Varint((ulong)(8 + 8 + SchemaHash.Size + report.Values.Length));
        target.Int64(report.Sequence);
        target.Int64(report.Time);
        report.Schema.Write(target.Take(SchemaHash.Size));
        target.Bytes(report.Values.Span);
        if (report.Extras.IsEmpty) return;
        target.Byte(ExtrasFrame);
        target.Varint((ulong)(8 + report.Extras.Length));
        target.Int64(report.Sequence);
        target.Bytes(report.Extras.Span);
    }

    private static Report ReadReport(ReadOnlySpan<byte> payload)
    {
        var reader = new WireReader(payload);
        var sequence = reader.Int64();
        if (sequence is < 0 or >= Report.SequenceLimit)
            throw new WireFormatException($"Sequence number {sequence} is out of range (0 to 2^53).");
        var time = reader.Int64();
        if (time < 0) throw new WireFormatException($"Report {sequence} has the negative time {time}.");
        var schema = SchemaHash.Read(reader.Bytes(SchemaHash.Size));
        return new Report(sequence, time, schema, reader.Bytes(reader.Left).ToArray());
    }

    /// <summary>What is in them is for the receiver to check: malformed extras are no reason to refuse other reports.</summary>
    private static void AddExtras(ReadOnlySpan<byte> payload, List<Report> reports)
    {
        var reader = new WireReader(payload);
        var sequence = reader.Int64();
        if (reports is not [.., { Extras.IsEmpty: true } last] || last.Sequence != sequence)
            throw new WireFormatException($"The extras of report {sequence} do not stand right after it.");
        reports[^1] = last with { Extras = reader.Bytes(reader.Left).ToArray() };
    }

    private static MachineFacts ReadFacts(ReadOnlySpan<byte> payload)
    {
        try
        {
            return FactsLimits.Check(JsonSerializer.Deserialize(payload, WireJson.Default.MachineFacts));
        }
        catch (JsonException error)
        {
            throw new WireFormatException($"The facts are not the JSON expected: {error.Message}");
        }
    }
}
