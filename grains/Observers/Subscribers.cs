namespace Dcmon.Grains.Observers;

/// <summary>
/// Who wants to hear of something, until when. Observers are remote and may vanish without a word, so each must renew
/// its interest; one that fails is dropped at once. Belongs to one grain and is only used on its turns.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="lifetime">How long an interest lasts that is not renewed.</param>
public sealed class Subscribers<T>(TimeProvider time, TimeSpan lifetime)
    where T : notnull
{
    private readonly Dictionary<T, DateTimeOffset> _expiries = [];

    /// <summary>Whether anybody listens now.</summary>
    public bool Any
    {
        get
        {
            DropExpired();
            return _expiries.Count > 0;
        }
    }

    /// <summary>Adds an observer or renews its interest.</summary>
    public void Add(T observer) => _expiries[observer] = time.GetUtcNow() + lifetime;

    /// <summary>Drops an observer.</summary>
    public void Remove(T observer) => _expiries.Remove(observer);

    /// <summary>Sends a message to all; waits for none of them.</summary>
    public void Notify(Func<T, Task> message)
    {
        DropExpired();
        foreach (var observer in _expiries.Keys.ToArray())
            _ = NotifyOne(observer, message);
    }

    private async Task NotifyOne(T observer, Func<T, Task> message)
    {
        try
        {
            await message(observer);
        }
        catch (Exception) // an observer that does not answer is gone; it will come again if it lives
        {
            _expiries.Remove(observer);
        }
    }

    private void DropExpired()
    {
        var now = time.GetUtcNow();
        foreach (var (observer, expiry) in _expiries)
            if (expiry < now)
                _expiries.Remove(observer);
    }
}
