using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Spool;

/// <summary>
/// The segments of a spool, oldest first, and what they have in common. Not safe for concurrent use: the spool's lock
/// guards it.
/// </summary>
internal sealed class SpoolSegments(string directory, SpoolSettings settings) : IDisposable
{
    private readonly LinkedList<SpoolSegment> _segments = [];
    private readonly Dictionary<SchemaHash, Schema> _schemas = [];
    private long _nextNumber;

    /// <summary>Reports that the server has or will never have.</summary>
    public SequenceSet Done { get; } = new();

    /// <summary>All segments, oldest first. While it is walked, none may be removed.</summary>
    public IEnumerable<SpoolSegment> OldestFirst => _segments;

    /// <summary>The oldest segment.</summary>
    public SpoolSegment? Oldest => _segments.First?.Value;

    /// <summary>The one that is written to; null before the first report of this run.</summary>
    public SpoolSegment? Active { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count => _segments.Count;

    /// <summary>Their size on disk.</summary>
    public long Bytes => _segments.Sum(each => each.Length);

    /// <summary>Opens what an earlier run left.</summary>
    /// <param name="onCut">Called for each file whose end was cut, with the number of bytes.</param>
    /// <returns>The highest sequence number found, or that may have been used; null where there is no
    /// segment.</returns>
    public long? Recover(Action<string, long> onCut)
    {
        foreach (var path in Directory.GetFiles(directory, SpoolSegment.Pattern).Order(StringComparer.Ordinal))
        {
            var segment = SpoolSegment.Open(path, this, out var cut);
            if (cut > 0) onCut(path, cut);
            if (segment is null) continue;
            _segments.AddLast(segment);
            _nextNumber = segment.Number + 1;
        }

        // Only now is known what is done: later segments say it of earlier ones.
        foreach (var segment in _segments)
            if (Done.Overlaps(segment.FirstSequence, segment.LastSequence))
                segment.Pending = segment.ReadReports(SpoolSegment.HeaderSize).Count(each => !Done.Contains(each.Report.Sequence));
        return _segments.Count > 0 ? _segments.Max(each => each.LastSequence) : null;
    }

    /// <summary>
    /// The segment to write a report to: small parts of the bounds, so that dropping the oldest drops little.
    /// </summary>
    /// <exception cref="IOException">A new one is needed and cannot be made.</exception>
    public SpoolSegment For(Report report)
    {
        var largest = Math.Clamp(settings.MaxSize.Bytes / 16, 64 * 1024, 8 * 1024 * 1024);
        var longest = settings.MaxAge.TotalMilliseconds / 16;
        return Active is { } active && active.Length < largest && (active.NewestTime == 0 || report.Time - active.OldestTime < longest)
            ? active
            : Add(report.Sequence);
    }

    /// <summary>Starts a new segment.</summary>
    /// <param name="firstSequence">No report in it will have a lower number.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public SpoolSegment Add(long firstSequence)
    {
        if (settings.Sync != SpoolSync.Never) Active?.FlushToDisk();
        var segment = SpoolSegment.Create(Path.Combine(directory, SpoolSegment.FileName(_nextNumber)), firstSequence);
        _nextNumber++;
        _segments.AddLast(segment);
        return Active = segment;
    }

    /// <summary>The segment that holds a report.</summary>
    public SpoolSegment? Holding(long sequence)
    {
        // From the newest on: that is where most acknowledged reports are.
        for (var node = _segments.Last; node is not null; node = node.Previous)
            if (sequence >= node.Value.FirstSequence)
                return sequence <= node.Value.LastSequence ? node.Value : null;
        return null;
    }

    /// <summary>The reports that are not done, oldest first.</summary>
    /// <param name="onUnreadable">Called for a segment that cannot be read; the rest of it is left out.</param>
    public IEnumerable<SpooledReport> Pending(Action<SpoolSegment, IOException> onUnreadable)
    {
        foreach (var segment in _segments)
        {
            if (segment.Pending == 0) continue;
            using var reports = segment.ReadReports(segment.ScanFrom).GetEnumerator();
            var onlyDoneSoFar = true;
            while (MoveNext(reports, problem => onUnreadable(segment, problem)))
            {
                var (report, next) = reports.Current;
                if (!Done.Contains(report.Sequence))
                {
                    onlyDoneSoFar = false;
                    if (Find(report.Schema) is { } schema) yield return new SpooledReport(report, schema);
                }
                else if (onlyDoneSoFar) segment.ScanFrom = next;
            }
        }
    }

    /// <summary>Deletes the oldest segment.</summary>
    /// <param name="stillUsed">Schemas of reports that are in no segment yet.</param>
    public void RemoveOldest(IEnumerable<SchemaHash> stillUsed)
    {
        var oldest = _segments.First!.Value;
        _segments.RemoveFirst();
        oldest.Delete();
        if (Oldest is { } next) Done.RemoveBelow(next.FirstSequence);
        var used = _segments.SelectMany(each => each.Schemas).Concat(stillUsed).ToHashSet();
        foreach (var hash in _schemas.Keys.Where(hash => !used.Contains(hash)).ToArray())
            _schemas.Remove(hash);
    }

    /// <summary>The schema of that name.</summary>
    public Schema? Find(SchemaHash hash) => _schemas.GetValueOrDefault(hash);

    /// <summary>Keeps a schema.</summary>
    public void AddSchema(Schema schema) => _schemas.TryAdd(schema.Hash, schema);

    /// <summary>Keeps an encoded schema; many segments hold the same.</summary>
    public SchemaHash AddSchema(ReadOnlySpan<byte> encoded)
    {
        var hash = SchemaHash.Of(encoded);
        if (!_schemas.ContainsKey(hash)) _schemas[hash] = Schema.Read(encoded);
        return hash;
    }

    private static bool MoveNext<T>(IEnumerator<T> items, Action<IOException> onUnreadable)
    {
        try
        {
            return items.MoveNext();
        }
        catch (IOException problem)
        {
            onUnreadable(problem);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var segment in _segments) segment.Dispose();
    }
}
