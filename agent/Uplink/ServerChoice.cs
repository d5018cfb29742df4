namespace Dcmon.Agent.Uplink;

/// <summary>
/// Which of several servers to report to: the first that works. The next one takes over where one fails three times in
/// a row or for half a minute, and each few minutes it is time to see whether one that is preferred works again. Used
/// by the uplink's loop; <see cref="Current"/> by anybody.
/// </summary>
/// <param name="servers">In order of preference; none: the one that the agent enrolled with.</param>
/// <param name="time">The clock.</param>
internal sealed class ServerChoice(IReadOnlyList<Uri> servers, TimeProvider time)
{
    private const int FailuresInARow = 3;
    private static readonly TimeSpan FailingFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SearchInterval = TimeSpan.FromMinutes(5);

    private volatile int _current;
    private int _failures;
    private long _failingSince;
    private int _inVain;
    private long _looked;
    private int? _before;

    /// <summary>The server to use; null: the one that the agent enrolled with.</summary>
    public Uri? Current => servers.Count == 0 ? null : servers[_current];

    /// <summary>Those that are preferred to it, best first.</summary>
    public IEnumerable<Uri> Preferred => servers.Take(_current);

    /// <summary>True where it is time to see whether a preferred one works again.</summary>
    public bool IsSearchDue => _current > 0 && time.GetElapsedTime(_looked) >= SearchInterval;

    /// <summary>The present one answered.</summary>
    public void MarkWorking() => (_failures, _inVain, _before) = (0, 0, null);

    /// <summary>The present one did not answer, or not well.</summary>
    /// <returns>True where another one is to be tried at once.</returns>
    public bool MarkFailed()
    {
        if (servers.Count < 2) return false;
        if (_before is { } before)
        {
            // It was thought to work again, and does not.
            Use(before);
            return true;
        }

        if (_failures++ == 0) _failingSince = time.GetTimestamp();
        if (_failures < FailuresInARow && time.GetElapsedTime(_failingSince) < FailingFor) return false;
        Use((_current + 1) % servers.Count);
        _inVain = (_inVain + 1) % servers.Count;
        return _inVain != 0;
    }

    /// <summary>Somebody looks at the preferred ones now.</summary>
    public void MarkSearched() => _looked = time.GetTimestamp();

    /// <summary>A preferred one seems to work again; if it fails, the present one is used again at once.</summary>
    public void ReturnTo(Uri preferred)
    {
        var before = _current;
        for (var i = 0; i < before; i++)
            if (servers[i] == preferred)
            {
                Use(i);
                _before = before;
                return;
            }
    }

    private void Use(int server)
    {
        (_current, _failures, _before) = (server, 0, null);
        _looked = time.GetTimestamp();
    }
}
