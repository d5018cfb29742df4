namespace Dcmon.Agent.Reporting;

/// <summary>
/// Whether reports are still being made: the report loop beats once a report that is in the spool. Safe for concurrent
/// use.
/// </summary>
internal sealed class ReportHeartbeat(TimeProvider time)
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt = time.GetTimestamp();
    private long _beats;
    private long _lastAt = time.GetTimestamp();

    /// <summary>Ends with the first report.</summary>
    public Task First => _first.Task;

    /// <summary>Reports made.</summary>
    public long Count => Interlocked.Read(ref _beats);

    /// <summary>Time since the last report; since the start where there was none.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _lastAt));

    /// <summary>Time since the start.</summary>
    public TimeSpan Uptime => time.GetElapsedTime(_startedAt);

    /// <summary>A report is in the spool.</summary>
    public void Beat()
    {
        Interlocked.Exchange(ref _lastAt, time.GetTimestamp());
        Interlocked.Increment(ref _beats);
        _first.TrySetResult();
    }
}
