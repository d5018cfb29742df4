using System.Buffers.Binary;
using Dcmon.Wire;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;
using Microsoft.Win32.SafeHandles;

namespace Dcmon.Agent.Spool;

/// <summary>
/// One file of the spool: the magic <c>DCSPOOL1</c>, the lowest sequence number that it may hold (8), and records
/// (<see cref="SpoolRecord"/>), appended only. It knows what it holds, not what is done. Not safe for concurrent use.
/// </summary>
internal sealed class SpoolSegment : IDisposable
{
    /// <summary>Bytes in front of the first record.</summary>
    public const int HeaderSize = 16;

    /// <summary>How files are called: numbered from 0, in the order made.</summary>
    public const string Pattern = "*.spool";

    private readonly SafeFileHandle _file;
    private readonly HashSet<SchemaHash> _schemas = [];

    private SpoolSegment(string path, SafeFileHandle file, long firstSequence)
    {
        (Path, _file, FirstSequence, LastSequence) = (path, file, firstSequence, firstSequence - 1);
        ScanFrom = Length = HeaderSize;
    }

    private static ReadOnlySpan<byte> Magic => "DCSPOOL1"u8;

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>Number of the file.</summary>
    public long Number => long.Parse(System.IO.Path.GetFileNameWithoutExtension(Path));

    /// <summary>No report in it has a lower number.</summary>
    public long FirstSequence { get; }

    /// <summary>The highest number in it, or one less than <see cref="FirstSequence"/>.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Time of its oldest report, Unix milliseconds; <see cref="long.MaxValue"/> without any.</summary>
    public long OldestTime { get; private set; } = long.MaxValue;

    /// <summary>Time of its newest report, Unix milliseconds; 0 without any.</summary>
    public long NewestTime { get; private set; }

    /// <summary>Bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Reports that are not done; the spool counts them.</summary>
    public int Pending { get; set; }

    /// <summary>Every report before this offset is done; the spool moves it on.</summary>
    public long ScanFrom { get; set; }

    /// <summary>The name of a segment's file.</summary>
    public static string FileName(long number) => $"{number:d12}.spool";

    /// <summary>Makes a new, empty segment.</summary>
    /// <exception cref="IOException">The disk is full, for example; nothing is left behind.</exception>
    public static SpoolSegment Create(string path, long firstSequence)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(Magic.Length), firstSequence);
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            RandomAccess.Write(file, header, 0);
            return new SpoolSegment(path, file, firstSequence);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens a segment of an earlier run, and cuts what was not written to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="siblings">Receives the schemas, and the reports that are done.</param>
    /// <param name="cut">Bytes cut from its end; 0 for a sound file.</param>
    /// <returns>Null where not even the header was written; the file is deleted.</returns>
    public static SpoolSegment? Open(string path, SpoolSegments siblings, out long cut)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var size = RandomAccess.GetLength(file);
        var header = new byte[HeaderSize];
        if (RandomAccess.Read(file, header, 0) < HeaderSize || !header.AsSpan().StartsWith(Magic))
        {
            file.Dispose();
            File.Delete(path);
            cut = size;
            return null;
        }

        var segment = new SpoolSegment(path, file, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(Magic.Length)));
        segment.Recover(size, siblings);
        cut = size - segment.Length;
        if (cut > 0) RandomAccess.SetLength(file, segment.Length);
        return segment;
    }

    /// <summary>Appends a report, and its schema first where the segment does not hold it.</summary>
    /// <exception cref="IOException">The disk is full, for example; the segment is as it was.</exception>
    public void Append(Report report, Schema schema, WireWriter buffer)
    {
        buffer.Clear();
        var isNew = !_schemas.Contains(schema.Hash);
        if (isNew) SpoolRecord.Write(schema, buffer);
        SpoolRecord.Write(report, buffer);
        Write(buffer.Written);
        if (isNew) _schemas.Add(schema.Hash);
        Count(report.Sequence, report.Time);
    }

    /// <summary>Appends which reports are done.</summary>
    /// <exception cref="IOException">The disk is full, for example; the segment is as it was.</exception>
    public void AppendDone(IReadOnlyList<(long First, long Last)> done, WireWriter buffer)
    {
        buffer.Clear();
        SpoolRecord.Write(done, buffer);
        Write(buffer.Written);
    }

    /// <summary>The schemas of its reports.</summary>
    public IReadOnlySet<SchemaHash> Schemas => _schemas;

    /// <summary>Reads the reports from an offset on, each with the offset after it.</summary>
    /// <exception cref="IOException">The disk does not give back what was written.</exception>
    public IEnumerable<(Report Report, long Next)> ReadReports(long from)
    {
        foreach (var (type, payload, next) in SpoolSegmentReader.Read(_file, from, Length))
            if (SpoolRecord.ReadReport(type, payload.Span) is { } report)
                yield return (report, next);
    }

    /// <summary>Forces what was written to the disk.</summary>
    public void FlushToDisk() => RandomAccess.FlushToDisk(_file);

    /// <summary>Removes the file.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(Path);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_file, bytes, Length);
            Length += bytes.Length;
        }
        catch (IOException)
        {
            RandomAccess.SetLength(_file, Length);
            throw;
        }
    }

    private void Recover(long size, SpoolSegments siblings)
    {
        foreach (var (type, payload, next) in SpoolSegmentReader.ReadSound(_file, HeaderSize, size))
        {
            try
            {
                Recover(type, payload.Span, siblings);
            }
            catch (WireFormatException)
            {
                return; // The caller reports what is cut from here on.
            }

            Length = next;
        }
    }

    private void Recover(SpoolRecordType type, ReadOnlySpan<byte> payload, SpoolSegments siblings)
    {
        switch (type)
        {
            case SpoolRecordType.Schema:
                _schemas.Add(siblings.AddSchema(payload));
                break;
            case SpoolRecordType.Done:
                foreach (var (first, last) in SpoolRecord.ReadDone(payload))
                    siblings.Done.AddRange(first, last);
                break;
            default:
                if (SpoolRecord.ReadReport(type, payload) is { } report) Count(report.Sequence, report.Time);
                break;
        }
    }

    private void Count(long sequence, long time)
    {
        LastSequence = Math.Max(LastSequence, sequence);
        OldestTime = Math.Min(OldestTime, time);
        NewestTime = Math.Max(NewestTime, time);
        Pending++;
    }
}
