using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A grain's timer: each tick is a turn. The fields after the timer belong to the activation's turns.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "The token may still be in use by a running tick.")]
internal sealed class GrainTimer : Turn, IGrainTimer
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private volatile bool _firing;
    private bool _changed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        AlwaysInterleave = options.Interleave;
        KeepAlive = options.KeepAlive;
        _activation = activation;
        _callback = callback;
        using (ExecutionContext.SuppressFlow())
            _timer = activation.Runtime.TimeProvider.CreateTimer(
                static timer => ((GrainTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime);
        Check(period);
        _changed = true;
        _dueTime = dueTime;
        _period = period;
        if (!_firing) _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public override async ValueTask RunAsync(Activation activation)
    {
        if (_cancellation.IsCancellationRequested) return;
        _changed = false;
        try
        {
            await _callback(_cancellation.Token);
        }
        catch (Exception exception)
        {
            activation.Runtime.Log.LogWarning(exception, "A timer's callback of grain {GrainId} failed", activation.GrainId);
        }
    }

    /// <summary>The next period starts when the tick is over, so no tick meets another.</summary>
    public override void Answer()
    {
        _firing = false;
        if (!_cancellation.IsCancellationRequested)
            _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A tick ends with its activation.</summary>
    public override void Reroute()
    {
    }

    /// <summary>A tick has nobody to tell.</summary>
    public override void Reject(Exception exception)
    {
    }

    public void Dispose()
    {
        if (_cancellation.IsCancellationRequested) return;
        _timer.Dispose();
        _cancellation.Cancel();
        _activation.RemoveTimer(this);
    }

    private static void Check(TimeSpan time)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(time), time, "A timer's times are zero or more, or infinite.");
    }

    private void Fire()
    {
        _firing = true;
        _activation.TryReceive(this);
    }
}
