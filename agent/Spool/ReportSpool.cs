using Dcmon.Agent.Collectors;
using Dcmon.Agent.Settings;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Spool;

/// <summary>
/// Keeps each report on disk until the server has it, and gives out sequence numbers. It survives being killed at any
/// instant: what was written stays, what was written in part is cut. Bounded in bytes and age: the oldest go first, and
/// are counted. While the disk is full, reports wait in memory (bounded, too), and everything else goes on.
/// <para>Segments are deleted from the oldest on, for a later one says which reports of an earlier one are done with.</para>
/// Safe for concurrent use.
/// </summary>
internal sealed partial class ReportSpool : IAgentState, IDisposable
{
    /// <summary>
    /// Numbers left out each time that a spool is opened: more than the reports that a machine without power can forget, so that no
    /// number is given twice.
    /// </summary>
    private const long NumbersSkippedOnOpening = 1 << 20;

    /// <summary>With nothing to keep, a segment of this size makes way for a new one, bytes.</summary>
    private const long LargestIdleSegment = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly string _directory;
    private readonly SpoolSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<ReportSpool> _logger;
    private readonly FileStream _ownership;
    private readonly ITimer _syncTimer;

    // Everything below belongs to who holds the lock; the counts may be read without.
    private readonly SpoolContents _contents = new();
    private readonly LinkedList<SpoolSegment> _segments = [];
    private readonly Queue<SpooledReport> _unwritten = [];
    private readonly List<(long First, long Last)> _unwrittenDone = [];
    private readonly WireWriter _buffer = new();
    private SpoolSegment? _active;
    private long _nextSequence;
    private long _nextSegment;
    private long _unwrittenBytes;
    private bool _isDiskFull;
    private bool _isSyncDue;
    private long _pending;
    private long _bytes;
    private long _dropped;
    private long _refused;

    /// <summary>Opens the spool in a directory, or makes one.</summary>
    /// <exception cref="IOException">The directory cannot be used, or another agent uses it.</exception>
    public ReportSpool(string directory, SpoolSettings settings, TimeProvider time, Random random, ILogger<ReportSpool> logger)
    {
        (_directory, _settings, _time, _logger) = (directory, settings, time, logger);
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _ownership = Own(directory);
        _nextSequence = random.NextInt64(1L << 32, 1L << 52);
        Recover();
        _syncTimer = time.CreateTimer(_ => Sync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public long SpoolReports => Volatile.Read(ref _pending);

    /// <inheritdoc/>
    public long SpoolBytes => Volatile.Read(ref _bytes);

    /// <inheritdoc/>
    public long SpoolDropped => Volatile.Read(ref _dropped);

    /// <inheritdoc/>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Numbers a report and keeps it. A disk that is full is logged, not thrown.</summary>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="schema">What the values mean.</param>
    /// <param name="values">Packed; the memory must not change later.</param>
    public SpooledReport Append(long time, Schema schema, ReadOnlyMemory<byte> values)
    {
        lock (_lock)
        {
            var report = new SpooledReport(new Report(_nextSequence++, time, schema.Hash, values), schema);
            _contents.Learn(schema);
            _unwritten.Enqueue(report);
            _unwrittenBytes += Size(report);
            _pending++;
            WriteOut();
            DropWhatIsTooMuch();
            return report;
        }
    }

    /// <summary>True while the server has neither acknowledged nor refused the report, and it was not dropped.</summary>
    public bool IsPending(long sequence)
    {
        lock (_lock)
            return !_contents.Done.Contains(sequence)
                && (_segments.First is { Value: var oldest } ? sequence >= oldest.FirstSequence : _unwritten.Count > 0);
    }

    /// <summary>The oldest pending reports, in order.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="mostBytes">And no more bytes of values and schemas, but always one report if there is any.</param>
    public List<SpooledReport> TakeOldest(int most, long mostBytes)
    {
        lock (_lock)
        {
            var batch = new List<SpooledReport>();
            var schemas = new HashSet<SchemaHash>();
            foreach (var report in Pending())
            {
                mostBytes -= Size(report) + (schemas.Add(report.Schema.Hash) ? report.Schema.Encoded.Length : 0);
                if (batch.Count > 0 && mostBytes < 0) break;
                batch.Add(report);
                if (batch.Count == most) break;
            }

            return batch;
        }
    }

    /// <summary>The server has these reports: they may be forgotten.</summary>
    public void Acknowledge(IReadOnlyCollection<long> sequences)
    {
        lock (_lock)
        {
            foreach (var sequence in sequences)
                if (_contents.Done.Add(sequence)) Settle(sequence);
            WriteOut();
            DeleteWhatIsDone();
        }
    }

    /// <summary>The server will never take this report: it is counted and forgotten.</summary>
    public void Refuse(long sequence)
    {
        Interlocked.Increment(ref _refused);
        Acknowledge([sequence]);
    }

    /// <summary>Forces everything to the disk.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            WriteOut();
            _isSyncDue = true;
        }

        Sync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _syncTimer.Dispose();
        if (_settings.Sync != SpoolSync.Never) Flush();
        lock (_lock)
        {
            foreach (var segment in _segments) segment.Dispose();
            _ownership.Dispose();
        }
    }

    private static long Size(SpooledReport report) => SpoolRecord.ReportOverhead + report.Report.Values.Length;

    private static FileStream Own(string directory)
    {
        var path = Path.Combine(directory, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new IOException($"The spool in {directory} cannot be used; does another dcmon-agent run with this state directory? ({error.Message})");
        }
    }

    private void Recover()
    {
        var isNew = true;
        foreach (var path in Directory.GetFiles(_directory, SpoolSegment.Pattern).Order(StringComparer.Ordinal))
        {
            var segment = SpoolSegment.Open(path, _contents, out var cut);
            if (cut > 0) Cut(path, cut);
            if (segment is null) continue;
            _segments.AddLast(segment);
            _bytes += segment.Length;
            _nextSegment = segment.Number + 1;
            _nextSequence = isNew ? 0 : _nextSequence;
            _nextSequence = Math.Max(_nextSequence, segment.LastSequence + 1);
            isNew = false;
        }

        if (!isNew) _nextSequence += NumbersSkippedOnOpening;
        foreach (var segment in _segments)
        {
            if (_contents.Done.Overlaps(segment.FirstSequence, segment.LastSequence))
                segment.Pending = segment.ReadReports(SpoolSegment.HeaderSize).Count(each => !_contents.Done.Contains(each.Report.Sequence));
            _pending += segment.Pending;
        }

        DeleteWhatIsDone();
        if (_pending > 0) Waiting(_pending);
    }

    /// <summary>Everything pending, oldest first; a segment that cannot be read any more is given up.</summary>
    private IEnumerable<SpooledReport> Pending()
    {
        for (var node = _segments.First; node is not null; node = node.Next)
        {
            if (node.Value.Pending == 0) continue;
            using var reports = node.Value.ReadReports(node.Value.ScanFrom).GetEnumerator();
            var onlyDoneSoFar = true;
            while (MoveNext(reports, node.Value))
            {
                var (report, next) = reports.Current;
                if (!_contents.Done.Contains(report.Sequence))
                {
                    onlyDoneSoFar = false;
                    if (_contents.Find(report.Schema) is { } schema) yield return new SpooledReport(report, schema);
                }
                else if (onlyDoneSoFar) node.Value.ScanFrom = next;
            }
        }

        foreach (var report in _unwritten)
            if (!_contents.Done.Contains(report.Report.Sequence))
                yield return report;
    }

    private bool MoveNext(IEnumerator<(Report, long)> reports, SpoolSegment segment)
    {
        try
        {
            return reports.MoveNext();
        }
        catch (IOException error)
        {
            Unreadable(segment.Path, segment.Pending, error.Message);
            GiveUp(segment);
            return false;
        }
    }

    /// <summary>Counts a report as done where it is kept.</summary>
    private void Settle(long sequence)
    {
        _pending--;
        for (var node = _segments.Last; node is not null; node = node.Previous)
        {
            if (sequence < node.Value.FirstSequence) continue;
            if (sequence <= node.Value.LastSequence)
            {
                node.Value.Pending--;
                _unwrittenDone.Add((sequence, sequence));
            }

            return;
        }
    }

    /// <summary>Writes what waits in memory; after a failure it waits on.</summary>
    private void WriteOut()
    {
        try
        {
            WriteReports();
            WriteDone();
            if (!_isDiskFull) return;
            _isDiskFull = false;
            Resumed();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_isDiskFull) Failed(error.Message);
            _isDiskFull = true;
        }
    }

    private void WriteReports()
    {
        for (; _unwritten.TryPeek(out var next); TakeUnwritten())
        {
            if (_contents.Done.Contains(next.Report.Sequence)) continue;
            var segment = SegmentFor(next.Report);
            var before = segment.Length;
            segment.Append(next.Report, next.Schema, _buffer);
            Written(segment.Length - before);
        }
    }

    private void WriteDone()
    {
        if (_unwrittenDone.Count == 0 || _active is null && _pending == 0 && _segments.Count == 0) return;
        var segment = _active ?? NewSegment(_nextSequence);
        var before = segment.Length;
        var ranges = new SequenceSet();
        foreach (var (first, last) in _unwrittenDone) ranges.AddRange(first, last);
        segment.AppendDone(ranges.Ranges, _buffer);
        _unwrittenDone.Clear();
        Written(segment.Length - before);
    }

    private void Written(long bytes)
    {
        _bytes += bytes;
        if (_settings.Sync == SpoolSync.Always) _active!.FlushToDisk();
        else if (_settings.Sync == SpoolSync.Interval && !_isSyncDue)
        {
            _isSyncDue = true;
            _syncTimer.Change(_settings.SyncInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private SpooledReport TakeUnwritten()
    {
        var taken = _unwritten.Dequeue();
        _unwrittenBytes -= Size(taken);
        return taken;
    }

    /// <summary>The segment to write to: small parts of the bounds, so that dropping the oldest drops little.</summary>
    private SpoolSegment SegmentFor(Report report)
    {
        var largest = Math.Clamp(_settings.MaxSize.Bytes / 16, 64 * 1024, 8 * 1024 * 1024);
        var longest = _settings.MaxAge.TotalMilliseconds / 16;
        return _active is { } active && active.Length < largest && (active.NewestTime == 0 || report.Time - active.OldestTime < longest)
            ? active
            : NewSegment(report.Sequence);
    }

    private SpoolSegment NewSegment(long firstSequence)
    {
        var segment = SpoolSegment.Create(Path.Combine(_directory, SpoolSegment.FileName(_nextSegment)), firstSequence);
        if (_settings.Sync != SpoolSync.Never) _active?.FlushToDisk();
        _nextSegment++;
        _segments.AddLast(segment);
        _bytes += segment.Length;
        return _active = segment;
    }

    private void DropWhatIsTooMuch()
    {
        var oldestKept = (_time.GetUtcNow() - _settings.MaxAge).ToUnixTimeMilliseconds();
        while (_segments.First is { Value: var oldest } && oldest != _active
            && (_bytes > _settings.MaxSize.Bytes || oldest.NewestTime < oldestKept))
        {
            if (oldest.Pending > 0) DroppedOldest(oldest.Pending);
            GiveUp(oldest);
            Remove(oldest);
        }

        for (; _unwrittenBytes > _settings.MaxMemory.Bytes; _pending--, _dropped++)
            _contents.Done.Add(TakeUnwritten().Report.Sequence);
    }

    /// <summary>Counts what is pending in a segment as dropped.</summary>
    private void GiveUp(SpoolSegment segment)
    {
        _pending -= segment.Pending;
        _dropped += segment.Pending;
        segment.Pending = 0;
        segment.ScanFrom = segment.Length;
        if (segment.LastSequence >= segment.FirstSequence) _contents.Done.AddRange(segment.FirstSequence, segment.LastSequence);
    }

    private void DeleteWhatIsDone()
    {
        if (_active is { Pending: 0, Length: > LargestIdleSegment } && _pending == 0 && !_isDiskFull) TryStartAnew();
        // The newest stays in any case: its numbers say where to go on.
        while (_segments.Count > 1 && _segments.First!.Value is { Pending: 0 } oldest && oldest != _active)
            Remove(oldest);
    }

    private void TryStartAnew()
    {
        try
        {
            NewSegment(_nextSequence);
        }
        catch (IOException error)
        {
            // Nothing waits for the new segment; the next report tries again, and tells.
            Postponed(error.Message);
        }
    }

    private void Remove(SpoolSegment segment)
    {
        _segments.Remove(segment);
        _bytes -= segment.Length;
        segment.Delete();
        if (_segments.First is { Value.FirstSequence: var first }) _contents.Done.RemoveBelow(first);
        _contents.Keep([.. _segments.SelectMany(each => each.Schemas), .. _unwritten.Select(each => each.Schema.Hash)]);
    }

    private void Sync()
    {
        SpoolSegment? active;
        lock (_lock)
        {
            if (!_isSyncDue) return;
            _isSyncDue = false;
            active = _active;
        }

        try
        {
            // Outside the lock: a slow disk delays no report.
            active?.FlushToDisk();
        }
        catch (ObjectDisposedException)
        {
            // It was full, flushed and deleted meanwhile.
        }
        catch (IOException error)
        {
            NotSynced(error.Message);
        }
    }
}
