namespace Dcmon.Web.Live.Push;

/// <summary>
/// What goes to one connection, at most five times a second, and never before the connection has taken what was sent last: a slow browser
/// gets fewer and newer messages, and what waits for it is bounded.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="send">Sends one event; done when the transport has taken it.</param>
internal sealed class Outbox(TimeProvider time, Func<PushMessage, CancellationToken, Task> send) : IDisposable
{
    /// <summary>Time from one sending to the next: as much as an eye can follow.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Waiting _waiting = new();
    private readonly CancellationTokenSource _closed = new();
    private bool _sending;
    private long _sent = time.GetTimestamp() - time.TimestampFrequency;

    /// <summary>Whether the connection is gone.</summary>
    public bool IsClosed => _closed.IsCancellationRequested;

    /// <summary>Reads or changes what waits, and sees to it that it is sent.</summary>
    public T Change<T>(Func<Waiting, T> change)
    {
        lock (_lock)
        {
            var result = change(_waiting);
            if (_sending || _closed.IsCancellationRequested || !_waiting.Any) return result;
            _sending = true;
            _ = SendAllAsync(_closed.Token);
            return result;
        }
    }

    /// <inheritdoc cref="Change{T}"/>
    public void Change(Action<Waiting> change) => Change(waiting =>
    {
        change(waiting);
        return true;
    });

    /// <summary>The connection is gone.</summary>
    public void Dispose()
    {
        lock (_lock) _closed.Cancel();
    }

    private async Task SendAllAsync(CancellationToken closed)
    {
        // The caller must not wait for the JSON to be written.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (true)
            {
                if (Pace - time.GetElapsedTime(_sent) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, closed);
                List<PushMessage> messages;
                lock (_lock)
                {
                    messages = _waiting.Take();
                    if (messages.Count == 0)
                    {
                        _sending = false;
                        return;
                    }
                }

                _sent = time.GetTimestamp();
                foreach (var message in messages) await send(message, closed);
            }
        }
        catch (Exception) // the connection is gone, or the hub will drop it: _sending stays set, so that nothing is retried
        {
            Dispose();
        }
    }
}
