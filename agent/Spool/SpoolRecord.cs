using System.Buffers.Binary;
using System.Numerics;
using Dcmon.Wire;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Spool;

/// <summary>What a record of a segment holds. The numbers are on disk: never renumber.</summary>
internal enum SpoolRecordType : byte
{
    /// <summary>An encoded schema; it stands before the first report of the segment that uses it.</summary>
    Schema = 1,

    /// <summary>A report without extras: sequence number (8), time (8), hash of the schema (16), values.</summary>
    Report = 2,

    /// <summary>
    /// Reports that are done, of this or an earlier segment: ranges of first number and count less one, as varints.
    /// </summary>
    Done = 3,

    /// <summary>
    /// A report with extras: as <see cref="Report"/>, but the length of the values (varint) in front of them, then the
    /// extras.
    /// </summary>
    ReportWithExtras = 4,
}

/// <summary>
/// How a record stands in a segment: length of the body (4, little-endian), CRC-32C of the body (4), and the body: one
/// byte of type and the payload.
/// </summary>
internal static class SpoolRecord
{
    /// <summary>Bytes in front of a body.</summary>
    public const int HeaderSize = 8;

    /// <summary>Bytes of a report in front of its values, with header and type.</summary>
    public const int ReportOverhead = HeaderSize + 1 + 8 + 8 + SchemaHash.Size;

    /// <summary>No body is larger; a length beyond it is garbage.</summary>
    public const int LargestBody = 16 * 1024 * 1024;

    /// <summary>Writes a schema.</summary>
    public static void Write(Schema schema, WireWriter target) =>
        Write(SpoolRecordType.Schema, schema, static (schema, to) => to.Bytes(schema.Encoded.Span), target);

    /// <summary>Writes a report.</summary>
    public static void Write(Report report, WireWriter target) =>
        Write(report.Extras.IsEmpty ? SpoolRecordType.Report : SpoolRecordType.ReportWithExtras, report, static (report, to) =>
        {
            to.Int64(report.Sequence);
            to.Int64(report.Time);
            report.Schema.Write(to.Take(SchemaHash.Size));
            if (!report.Extras.IsEmpty) to.Varint((ulong)report.Values.Length);
            to.Bytes(report.Values.Span);
            to.Bytes(report.Extras.Span);
        }, target);

    /// <summary>Writes which reports are done.</summary>
    public static void Write(IReadOnlyList<(long First, long Last)> done, WireWriter target) =>
        Write(SpoolRecordType.Done, done, static (done, to) =>
        {
            foreach (var (first, last) in done)
            {
                to.Varint((ulong)first);
                to.Varint((ulong)(last - first));
            }
        }, target);

    /// <summary>Reads the payload of a report; its bytes are copied. Null for a record of another type.</summary>
    /// <exception cref="WireFormatException">It is too short.</exception>
    public static Report? ReadReport(SpoolRecordType type, ReadOnlySpan<byte> payload)
    {
        if (type is not (SpoolRecordType.Report or SpoolRecordType.ReportWithExtras)) return null;
        var reader = new WireReader(payload);
        var (sequence, time, schema) = (reader.Int64(), reader.Int64(), SchemaHash.Read(reader.Bytes(SchemaHash.Size)));
        var values = reader.Bytes(type == SpoolRecordType.Report ? reader.Left : reader.Count(LargestBody, "Bytes of values")).ToArray();
        return new Report(sequence, time, schema, values, reader.Bytes(reader.Left).ToArray());
    }

    /// <summary>Reads which reports are done.</summary>
    /// <exception cref="WireFormatException">It is cut.</exception>
    public static List<(long First, long Last)> ReadDone(ReadOnlySpan<byte> payload)
    {
        var reader = new WireReader(payload);
        var ranges = new List<(long, long)>();
        while (reader.Left > 0)
        {
            var first = (long)reader.Varint();
            ranges.Add((first, first + (long)reader.Varint()));
        }

        return ranges;
    }

    /// <summary>CRC-32C (Castagnoli), as CPUs compute it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var each in bytes)
            crc = BitOperations.Crc32C(crc, each);
        return ~crc;
    }

    private static void Write<T>(SpoolRecordType type, T content, Action<T, WireWriter> write, WireWriter target)
    {
        var start = target.Length;
        target.Take(HeaderSize);
        target.Byte((byte)type);
        write(content, target);
        var body = target.Written[(start + HeaderSize)..];
        var (length, checksum) = (body.Length, Checksum(body));
        var header = target.Overwrite(start, HeaderSize);
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], checksum);
    }
}
