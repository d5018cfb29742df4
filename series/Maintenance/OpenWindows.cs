using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>
/// The windows of time for which reports are in the log, and when the last one arrived. A window is sealed when it is over
/// and no report has arrived for a while, so that what is sent after an outage is sealed once.
/// </summary>
internal sealed class OpenWindows
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Client, long Stop), long> _lastArrival = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _lastArrival.Count;
        }
    }

    /// <summary>A report was appended.</summary>
    /// <param name="client">The client's id.</param>
    /// <param name="time">The report's time, Unix milliseconds.</param>
    /// <param name="now">The server's clock.</param>
    public void ReportArrived(string client, long time, long now)
    {
        lock (_lock) _lastArrival[(client, Spans.Stop(time, Spans.Window))] = now;
    }

    /// <summary>Adds a window that was found in the log; the time of its last arrival is unknown, and its end is taken.</summary>
    public void Found(string client, long stop)
    {
        lock (_lock) _lastArrival.TryAdd((client, stop), stop);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_lock) _lastArrival.Clear();
    }

    /// <summary>The windows that can be sealed, newest first: after a long outage the newest are the most wanted.</summary>
    /// <param name="now">The server's clock, Unix milliseconds.</param>
    /// <param name="quiet">How long no report must have arrived, milliseconds.</param>
    public IReadOnlyList<(string Client, long Stop)> Due(long now, long quiet)
    {
        lock (_lock)
            return [.. _lastArrival.Where(each => each.Value <= now - quiet && each.Key.Stop <= now).Select(each => each.Key)
                .OrderByDescending(each => each.Stop)];
    }

    /// <summary>The windows that end by that time, however recent their last arrival, oldest first.</summary>
    public IReadOnlyList<(string Client, long Stop)> Until(long time)
    {
        lock (_lock) return [.. _lastArrival.Keys.Where(each => each.Stop <= time).OrderBy(each => each.Stop)];
    }

    /// <summary>When the last report of a window arrived, by the server's clock, Unix milliseconds.</summary>
    public long LastArrival(string client, long stop)
    {
        lock (_lock) return _lastArrival.GetValueOrDefault((client, stop), long.MinValue);
    }

    /// <summary>Removes a window that was sealed, unless a report has arrived since.</summary>
    public void Sealed(string client, long stop, long since)
    {
        lock (_lock)
            if (_lastArrival.TryGetValue((client, stop), out var arrival) && arrival <= since)
                _lastArrival.Remove((client, stop));
    }
}
