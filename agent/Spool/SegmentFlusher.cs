namespace Dcmon.Agent.Spool;

/// <summary>Forces what was written to the disk, as soon as the settings say. Safe for concurrent use.</summary>
internal sealed class SegmentFlusher : IDisposable
{
    private readonly SpoolSettings _settings;
    private readonly Action<string> _onFailure;
    private readonly ITimer _timer;
    private SpoolSegment? _due;

    /// <summary>Makes a flusher.</summary>
    /// <param name="settings">When to flush.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onFailure">Called with the reason where the disk did not take it and no caller waits.</param>
    public SegmentFlusher(SpoolSettings settings, TimeProvider time, Action<string> onFailure)
    {
        (_settings, _onFailure) = (settings, onFailure);
        _timer = time.CreateTimer(_ => FlushDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was written to a segment: it is flushed now, soon, or when the kernel decides.</summary>
    /// <exception cref="IOException">It is now, and the disk does not take it.</exception>
    public void Written(SpoolSegment segment)
    {
        if (_settings.Sync == SpoolSync.Always) segment.FlushToDisk();
        else if (_settings.Sync == SpoolSync.Interval && Interlocked.Exchange(ref _due, segment) is null)
            _timer.Change(_settings.SyncInterval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Flushes a segment now.</summary>
    public void Flush(SpoolSegment segment)
    {
        try
        {
            segment.FlushToDisk();
        }
        catch (ObjectDisposedException)
        {
            // It was full, flushed and deleted meanwhile.
        }
        catch (IOException error)
        {
            _onFailure(error.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void FlushDue()
    {
        if (Interlocked.Exchange(ref _due, null) is { } segment) Flush(segment);
    }
}
