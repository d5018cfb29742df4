using System.Globalization;
using Dcmon.Agent.State;

namespace Dcmon.Agent.Collectors.Containers.Events;

/// <summary>
/// The position in an engine's events, also across restarts of the agent. Saved now and then, not with each event: what
/// is reported again after a crash has the same keys.
/// </summary>
/// <param name="state">Where it is stored.</param>
/// <param name="name">Name of its file.</param>
/// <param name="time">The clock: where nothing is kept, it begins now.</param>
internal sealed class EventCursor(StateFiles state, string name, TimeProvider time)
{
    /// <summary>An engine that gets a request for events since a time sends those of that time again.</summary>
    private const int MostRecent = 64;

    private readonly Queue<string> _order = [];
    private readonly HashSet<string> _recent = [];
    private long _reached;
    private volatile Place? _stored;
    private Place? _saved;

    /// <summary>The start of the next request, as the engine expects it: Unix seconds and nanoseconds.</summary>
    /// <exception cref="IOException">What is stored cannot be read.</exception>
    public string Since()
    {
        if (_reached == 0) Begin();
        return string.Create(CultureInfo.InvariantCulture, $"{_reached / 1_000_000_000}.{_reached % 1_000_000_000:000000000}");
    }

    /// <summary>Moves on to an event; false for one that was there before.</summary>
    public bool MoveTo(EngineEvent each)
    {
        if (!IsNew(each.Key)) return false;
        _reached = each.Nanos;
        return true;
    }

    /// <summary>An event is stored. May be called by another thread.</summary>
    public void MarkStored(EngineEvent each) => _stored = new Place(each.Nanos, each.Key);

    /// <summary>
    /// Saves the position of the last stored event, if it has changed. May be called by another thread, one at a time.
    /// </summary>
    /// <exception cref="IOException">It cannot be saved.</exception>
    public void Save()
    {
        if (_stored is not { } stored || stored == _saved) return;
        state.Save(name, string.Create(CultureInfo.InvariantCulture, $"{stored.Nanos} {stored.Key}"));
        _saved = stored;
    }

    private void Begin()
    {
        if (state.Read(name)?.Split(' ', 2) is [var nanos, var key]
            && long.TryParse(nanos, NumberStyles.None, CultureInfo.InvariantCulture, out _reached))
            IsNew(key);
        else
            _reached = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        _stored ??= new Place(_reached, "");
    }

    private bool IsNew(string key)
    {
        if (!_recent.Add(key)) return false;
        _order.Enqueue(key);
        if (_order.Count > MostRecent) _recent.Remove(_order.Dequeue());
        return true;
    }

    private sealed record Place(long Nanos, string Key);
}
