using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>
/// The windows of time for which reports are in the log, and when the last one came. A window is sealed when it is over
/// and nothing has come for it for a while: what is sent after an outage comes in one go, and is sealed once.
/// </summary>
internal sealed class OpenWindows
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Client, long Stop), long> _lastCame = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _lastCame.Count;
        }
    }

    /// <summary>A report came.</summary>
    /// <param name="client">The client's id.</param>
    /// <param name="time">The report's time, Unix milliseconds.</param>
    /// <param name="now">The server's clock.</param>
    public void Came(string client, long time, long now)
    {
        lock (_lock) _lastCame[(client, Spans.Stop(time, Spans.Window))] = now;
    }

    /// <summary>There are reports of a window in the log that nobody told of: nothing has come for it, as far as is known, since it ended.</summary>
    public void Found(string client, long stop)
    {
        lock (_lock) _lastCame.TryAdd((client, stop), stop);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_lock) _lastCame.Clear();
    }

    /// <summary>The windows that can be sealed, newest first: what a long outage left is looked at from its end.</summary>
    /// <param name="now">The server's clock, Unix milliseconds.</param>
    /// <param name="quiet">How long nothing must have come, milliseconds.</param>
    public IReadOnlyList<(string Client, long Stop)> Due(long now, long quiet)
    {
        lock (_lock)
            return [.. _lastCame.Where(each => each.Value <= now - quiet && each.Key.Stop <= now).Select(each => each.Key).OrderByDescending(each => each.Stop)];
    }

    /// <summary>The windows that end by that time, whatever has come for them lately, oldest first.</summary>
    public IReadOnlyList<(string Client, long Stop)> Until(long time)
    {
        lock (_lock) return [.. _lastCame.Keys.Where(each => each.Stop <= time).OrderBy(each => each.Stop)];
    }

    /// <summary>When the last report came for a window; the server's clock.</summary>
    public long LastCame(string client, long stop)
    {
        lock (_lock) return _lastCame.GetValueOrDefault((client, stop), long.MinValue);
    }

    /// <summary>A window was sealed, unless a report came for it meanwhile.</summary>
    public void Sealed(string client, long stop, long since)
    {
        lock (_lock)
            if (_lastCame.TryGetValue((client, stop), out var came) && came <= since)
                _lastCame.Remove((client, stop));
    }
}
