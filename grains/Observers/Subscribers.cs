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
    private readonly Dictionary<T, Subscription> _subscriptions = [];

    /// <summary>Whether anybody listens now.</summary>
    public bool Any
    {
        get
        {
            DropExpired();
            return _subscriptions.Count > 0;
        }
    }

    /// <summary>Adds an observer or renews its interest.</summary>
    public void Add(T observer)
    {
        if (!_subscriptions.TryGetValue(observer, out var subscription))
            _subscriptions[observer] = subscription = new Subscription();
        subscription.Expiry = time.GetUtcNow() + lifetime;
    }

    /// <summary>Drops an observer.</summary>
    public void Remove(T observer) => _subscriptions.Remove(observer);

    /// <summary>
    /// Sends a message to all; waits for none of them. Each observer gets its messages one after the other: of two that
    /// are on their way at once, the second may arrive first.
    /// </summary>
    public void Notify(Func<T, Task> message)
    {
        DropExpired();
        foreach (var (observer, subscription) in _subscriptions.ToArray())
            subscription.Sending = NotifyOne(observer, subscription, message);
    }

    private async Task NotifyOne(T observer, Subscription subscription, Func<T, Task> message)
    {
        await subscription.Sending;
        if (_subscriptions.GetValueOrDefault(observer) != subscription) return;
        try
        {
            await message(observer);
        }
        catch (Exception) // an observer that does not answer is gone; it will come again if it lives
        {
            _subscriptions.Remove(observer);
        }
    }

    private void DropExpired()
    {
        var now = time.GetUtcNow();
        foreach (var (observer, subscription) in _subscriptions)
            if (subscription.Expiry < now)
                _subscriptions.Remove(observer);
    }

    private sealed class Subscription
    {
        public DateTimeOffset Expiry { get; set; }

        /// <summary>The last message that was sent; it never fails.</summary>
        public Task Sending { get; set; } = Task.CompletedTask;
    }
}
