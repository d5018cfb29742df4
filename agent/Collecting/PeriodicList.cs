namespace Dcmon.Agent.Collecting;

/// <summary>
/// What devices there are, listed anew each minute: they come and go seldom, and listing costs more than reading.
/// </summary>
internal sealed class PeriodicList<T>(Func<IReadOnlyList<T>> list, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private IReadOnlyList<T> _items = [];
    private long? _listedAt;

    /// <summary>The devices.</summary>
    public IReadOnlyList<T> Items
    {
        get
        {
            if (_listedAt is { } at && time.GetElapsedTime(at) < Every) return _items;
            _items = list();
            _listedAt = time.GetTimestamp();
            return _items;
        }
    }
}
