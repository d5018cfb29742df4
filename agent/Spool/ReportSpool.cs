using Dcmon.Files;
using Dcmon.Wire;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Spool;

/// <summary>
/// Keeps each report on disk until the server has it, and gives out sequence numbers. It survives being killed at any
/// instant: what was written stays, what was written in part is cut. Bounded in bytes and age: the oldest go first, and
/// are counted. While the disk is full, reports wait in memory (bounded, too), and everything else goes on.
/// <para>Segments are deleted from the oldest on, for a later one says which reports of an earlier one are done.</para>
/// Safe for concurrent use.
/// </summary>
internal sealed partial class ReportSpool : ISpoolCounts, IDisposable
{
    /// <summary>
    /// Numbers left out each time that a spool is opened: more than the reports that a machine without power can
    /// forget, so that no number is given twice.
    /// </summary>
    private const long NumbersSkippedOnOpening = 1 << 20;

    /// <summary>With nothing to keep, a segment of this size makes way for a new one, bytes.</summary>
    private const long LargestIdleSegment = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly SpoolSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<ReportSpool> _logger;
    private readonly SpoolOwnership _ownership;
    private readonly SegmentFlusher _flusher;

    // Everything below belongs to who holds the lock; the counts may be read without.
    private readonly SpoolSegments _segments;
    private readonly UnwrittenReports _unwritten = new();
    private readonly List<long> _unwrittenDone = [];
    private readonly WireWriter _buffer = new();
    private long _nextSequence;
    private bool _isDiskFull;
    private long _pending;
    private long _bytes;
    private long _dropped;
    private long _refused;

    /// <summary>Opens the spool in a directory, or makes one.</summary>
    /// <exception cref="IOException">The directory cannot be used, or another agent uses it.</exception>
    public ReportSpool(string directory, SpoolSettings settings, TimeProvider time, Random random, ILogger<ReportSpool> logger)
    {
        (_settings, _time, _logger) = (settings, time, logger);
        Directory.CreateDirectory(directory, FileModes.PrivateDirectory);
        _ownership = new SpoolOwnership(directory);
        _segments = new SpoolSegments(directory, settings);
        _nextSequence = _segments.Recover(Cut) is { } highest
            ? highest + 1 + NumbersSkippedOnOpening
            : random.NextInt64(1L << 32, 1L << 52);
        _pending = _segments.OldestFirst.Sum(each => (long)each.Pending);
        if (_pending > 0) Waiting(_pending);
        DeleteWhatIsDone();
        _flusher = new SegmentFlusher(settings, time, NotSynced);
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
    /// <param name="extras">Encoded, or empty; likewise.</param>
    public SpooledReport Append(long time, Schema schema, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> extras = default)
    {
        lock (_lock)
        {
            var report = new SpooledReport(new Report(_nextSequence++, time, schema.Hash, values, extras), schema);
            _segments.AddSchema(schema);
            _unwritten.Add(report);
            _pending++;
            WriteOut();
            DropWhatIsTooMuch();
            return report;
        }
    }

    /// <summary>
    /// True while the server has neither acknowledged nor refused the report, and it was not dropped.
    /// </summary>
    public bool IsPending(long sequence)
    {
        lock (_lock)
            return !_segments.Done.Contains(sequence)
                && (_segments.Oldest is { } oldest ? sequence >= oldest.FirstSequence : _unwritten.Count > 0);
    }

    /// <summary>True while the report waits in memory for the disk to take it.</summary>
    public bool IsUnwritten(long sequence)
    {
        lock (_lock) return _unwritten.TryPeek(out var oldest) && oldest.Report.Sequence <= sequence;
    }

    /// <summary>The oldest pending reports, in order.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="mostBytes">
    /// And no more bytes of reports and schemas, nor schemas than a message holds; but one report if there is any.
    /// </param>
    public List<SpooledReport> TakeOldest(int most, long mostBytes)
    {
        lock (_lock)
        {
            var batch = new List<SpooledReport>();
            var schemas = new HashSet<SchemaHash>();
            foreach (var report in Pending())
            {
                mostBytes -= report.Size + (schemas.Add(report.Schema.Hash) ? report.Schema.Encoded.Length : 0);
                if (batch.Count > 0 && (mostBytes < 0 || schemas.Count > WireLimits.MaxSchemasPerMessage)) break;
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
                if (_segments.Done.Add(sequence)) Settle(sequence);
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
        SpoolSegment? active;
        lock (_lock)
        {
            WriteOut();
            active = _segments.Active;
        }

        // Outside the lock: a slow disk delays no report.
        if (active is not null) _flusher.Flush(active);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _flusher.Dispose();
        if (_settings.Sync != SpoolSync.Never) Flush();
        lock (_lock)
        {
            _segments.Dispose();
            _ownership.Dispose();
        }
    }

    private IEnumerable<SpooledReport> Pending() => _segments.Pending(GiveUp)
        .Concat(_unwritten.OldestFirst.Where(each => !_segments.Done.Contains(each.Report.Sequence)));

    /// <summary>Counts a report as done in its segment.</summary>
    private void Settle(long sequence)
    {
        _pending--;
        if (_segments.Holding(sequence) is not { } segment) return; // in memory: it will not be written
        segment.Pending--;
        _unwrittenDone.Add(sequence);
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
        while (_unwritten.TryPeek(out var next))
        {
            if (!_segments.Done.Contains(next.Report.Sequence)) _segments.For(next.Report).Append(next.Report, next.Schema, _buffer);
            _unwritten.Take();
            Written();
        }
    }

    private void WriteDone()
    {
        if (_unwrittenDone.Count == 0) return;
        var ranges = new SequenceSet();
        foreach (var sequence in _unwrittenDone) ranges.Add(sequence);
        (_segments.Active ?? _segments.Add(_nextSequence)).AppendDone(ranges.Ranges, _buffer);
        _unwrittenDone.Clear();
        Written();
    }

    private void Written()
    {
        if (_segments.Active is { } active) _flusher.Written(active);
    }

    private void DropWhatIsTooMuch()
    {
        var oldestAllowed = (_time.GetUtcNow() - _settings.MaxAge).ToUnixTimeMilliseconds();
        while (_segments.Oldest is { } oldest && oldest != _segments.Active
            && (_segments.Bytes > _settings.MaxSize.Bytes || oldest.NewestTime < oldestAllowed))
        {
            if (oldest.Pending > 0) DroppedOldest(oldest.Pending);
            GiveUp(oldest);
            RemoveOldest();
        }

        while (_unwritten.Bytes > _settings.MaxMemory.Bytes)
            if (_segments.Done.Add(_unwritten.Take().Report.Sequence))
            {
                _pending--;
                _dropped++;
            }

        Volatile.Write(ref _bytes, _segments.Bytes);
    }

    private void GiveUp(SpoolSegment segment, IOException problem)
    {
        Unreadable(segment.Path, segment.Pending, problem.Message);
        GiveUp(segment);
    }

    /// <summary>Counts what is pending in a segment as dropped.</summary>
    private void GiveUp(SpoolSegment segment)
    {
        _pending -= segment.Pending;
        _dropped += segment.Pending;
        segment.Pending = 0;
        segment.ScanFrom = segment.Length;
        if (segment.LastSequence >= segment.FirstSequence) _segments.Done.AddRange(segment.FirstSequence, segment.LastSequence);
    }

    private void DeleteWhatIsDone()
    {
        if (_segments.Active is { Pending: 0, Length: > LargestIdleSegment } && _pending == 0 && !_isDiskFull) TryStartAnew();
        // The newest stays in any case: its numbers say where to go on.
        while (_segments.Count > 1 && _segments.Oldest is { Pending: 0 } oldest && oldest != _segments.Active)
            RemoveOldest();
        Volatile.Write(ref _bytes, _segments.Bytes);
    }

    private void TryStartAnew()
    {
        try
        {
            _segments.Add(_nextSequence);
        }
        catch (IOException error)
        {
            // Nothing waits for the new segment; the next report tries again, and its failure is logged.
            Postponed(error.Message);
        }
    }

    private void RemoveOldest() => _segments.RemoveOldest(_unwritten.Schemas);
}
