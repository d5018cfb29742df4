using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// One instance of a grain: it is constructed, activated, runs turns one at a time, is deactivated. The lock guards
/// <c>_state</c>, <c>_turns</c>, <c>_reason</c> and <c>_timers</c>; all else belongs to the scheduler's turns.
/// </summary>
internal sealed class Activation : IGrainContext, IGrainTarget
{
    private readonly Lock _lock = new();
    private readonly LocalGrainRuntime _runtime;
    private readonly GrainClass _class;
    private readonly Action<Activation> _gone;
    private readonly ActivationScheduler _scheduler;
    private readonly TurnQueue _turns;
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IStateToLoad> _states = [];
    private readonly List<GrainTimer> _timers = [];
    private AsyncServiceScope _scope;
    private ActivationState _state = ActivationState.Activating;
    private DeactivationReason _reason;
    private bool _isActivated;
    private long _lastUsed;
    private DateTimeOffset _keepUntil;

    public Activation(LocalGrainRuntime runtime, GrainClass grainClass, GrainId id, Action<Activation> gone)
    {
        _runtime = runtime;
        _class = grainClass;
        _gone = gone;
        GrainId = id;
        _scheduler = new(this);
        _turns = new(grainClass.IsReentrant);
        _lastUsed = runtime.TimeProvider.GetTimestamp();
    }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated => _deactivated.Task;

    public LocalGrainRuntime Runtime => _runtime;

    public GrainClass Class => _class;

    IEnumerable<Activation> IGrainTarget.Activations => [this];

    public int WaitingCount
    {
        get
        {
            lock (_lock) return _turns.WaitingCount;
        }
    }

    public bool IsInactive
    {
        get
        {
            lock (_lock) return _turns.IsEmpty;
        }
    }

    public TReference CreateReference<TReference>() =>
        (TReference)_runtime.CreateReference(typeof(TReference), _class, GrainId);

    /// <summary>Begins activation, on the activation's own scheduler.</summary>
    public void Start() => _scheduler.Post(() => _ = ActivateAsync());

    public void Post(Action action) => _scheduler.Post(action);

    public bool TryReceive(Turn turn)
    {
        lock (_lock)
        {
            if (_state == ActivationState.Gone) return false;
            if (_state != ActivationState.Valid || !_turns.TryStart(turn))
            {
                _turns.Wait(turn);
                return true;
            }
        }

        _scheduler.Start(turn);
        return true;
    }

    /// <summary>Runs a turn that was started; called on the scheduler.</summary>
    public async void Run(Turn turn)
    {
        await turn.RunAsync(this);
        lock (_lock)
        {
            _turns.Finish(turn);
            if (turn.KeepAlive) _lastUsed = _runtime.TimeProvider.GetTimestamp();
            if (_state == ActivationState.Valid) StartWaitingTurns();
            else if (!_turns.IsRunning) _scheduler.Post(() => _ = DeactivateAsync());
        }

        turn.Answer();
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_state is ActivationState.Deactivating or ActivationState.Gone) return;
            var activating = _state == ActivationState.Activating;
            _state = ActivationState.Deactivating;
            _reason = deactivationReason;
            // Else the last turn to finish goes on with it, or the activation that has not finished yet.
            if (!activating && !_turns.IsRunning) _scheduler.Post(() => _ = DeactivateAsync());
        }
    }

    public void DelayDeactivation(TimeSpan time)
    {
        if (time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan) _keepUntil = DateTimeOffset.MaxValue;
        else _keepUntil = time <= TimeSpan.Zero ? default : _runtime.TimeProvider.GetUtcNow() + time;
    }

    /// <summary>Deactivates it if it was idle for <paramref name="age"/>, or for its own limit if that is null.</summary>
    public bool CollectIfIdle(TimeSpan? age)
    {
        lock (_lock)
        {
            var limit = age ?? _class.CollectionAge ?? _runtime.Options.CollectionAge;
            if (_state != ActivationState.Valid || !_turns.IsEmpty) return false;
            if (_runtime.TimeProvider.GetElapsedTime(_lastUsed) < limit) return false;
            if (_keepUntil > _runtime.TimeProvider.GetUtcNow()) return false;
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, "The activation was idle."));
        return true;
    }

    public void ExpireOverdue(long timestamp)
    {
        List<Turn> overdue;
        lock (_lock) overdue = _turns.Overdue(timestamp);
        foreach (var turn in overdue) turn.Expire();
    }

    /// <summary>Registers state to be read before OnActivateAsync; called while the grain is constructed.</summary>
    public void AddState(IStateToLoad state) => _states.Add(state);

    public GrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        if (RuntimeContext.Current != this)
            throw new InvalidOperationException("A grain's timer can only be registered on the grain's own turn.");
        var timer = new GrainTimer(this, callback, options);
        lock (_lock) _timers.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (_lock) _timers.Remove(timer);
    }

    private async Task ActivateAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(_runtime.Options.ActivationTimeout, _runtime.TimeProvider);
            _scope = _runtime.Services.CreateAsyncScope();
            GrainInstance = _class.CreateInstance(this);
            foreach (var state in _states) await state.LoadAsync(timeout.Token).WaitAsync(timeout.Token);
            if (GrainInstance is IGrainBase grain)
                await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            _runtime.Log.LogError(exception, "Activating grain {GrainId} failed", GrainId);
            await EndAsync(turn => turn.Reject(exception));
            return;
        }

        lock (_lock)
        {
            if (_state == ActivationState.Activating)
            {
                _state = ActivationState.Valid;
                _isActivated = true;
                StartWaitingTurns();
                return;
            }
        }

        await DeactivateAsync();
    }

    private async Task DeactivateAsync()
    {
        if (_isActivated && GrainInstance is IGrainBase grain)
        {
            using var timeout = new CancellationTokenSource(_runtime.Options.DeactivationTimeout, _runtime.TimeProvider);
            DisposeTimers();
            try
            {
                await grain.OnDeactivateAsync(_reason, timeout.Token).WaitAsync(timeout.Token);
            }
            catch (Exception exception)
            {
                _runtime.Log.LogError(exception, "OnDeactivateAsync of grain {GrainId} failed", GrainId);
            }
        }

        await EndAsync(turn => turn.Reroute());
    }

    /// <summary>Nothing of this activation runs when the next one of its key may begin.</summary>
    private async Task EndAsync(Action<Turn> settle)
    {
        DisposeTimers();
        try
        {
            if (GrainInstance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else (GrainInstance as IDisposable)?.Dispose();
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            _runtime.Log.LogError(exception, "Disposing grain {GrainId} failed", GrainId);
        }

        List<Turn> waiting;
        lock (_lock)
        {
            _state = ActivationState.Gone;
            waiting = _turns.TakeWaiting();
        }

        _gone(this);
        _deactivated.TrySetResult();
        foreach (var turn in waiting) settle(turn);
    }

    private void StartWaitingTurns()
    {
        while (_turns.TryStartNext() is { } turn) _scheduler.Start(turn);
    }

    private void DisposeTimers()
    {
        GrainTimer[] timers;
        lock (_lock) timers = [.. _timers];
        foreach (var timer in timers) timer.Dispose();
    }
}
