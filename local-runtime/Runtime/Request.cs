using System.Reflection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// One call. Its stage decides races between running, cancellation and timeout: <see cref="Waiting"/> →
/// <see cref="Running"/> → done, or from waiting to <see cref="Abandoned"/>, after which it never runs.
/// </summary>
internal abstract class Request : Turn, IInvokable
{
    private const int Waiting = 0;
    private const int Running = 1;
    private const int Abandoned = 2;

    private readonly CancellationTokenSource? _cancellation;
    private readonly CancellationToken _callersToken;
    private CancellationTokenRegistration _registration;
    private ITimer? _observerTimeout;
    private GrainReference? _target;
    private Activation? _activation;
    private Exception? _exception;
    private int _stage;
    private long _deadline = long.MaxValue;

    protected Request(GrainMethod method, object?[] arguments)
    {
        Method = method;
        Arguments = arguments;
        AlwaysInterleave = method.IsAlwaysInterleave;
        ReadOnly = method.IsReadOnly;
        if (method.TokenIndex < 0) return;
        // The grain gets a token of its own, which is cancelled on its turn and not on the caller's thread.
        _callersToken = (CancellationToken)arguments[method.TokenIndex]!;
        _cancellation = new();
        arguments[method.TokenIndex] = _cancellation.Token;
    }

    public GrainMethod Method { get; }

    public object?[] Arguments { get; }

    public abstract object? Result { get; set; }

    /// <summary>What the reference returns to the caller.</summary>
    public abstract object? ReturnValue { get; }

    public void Send(GrainReference target, LocalGrainRuntime runtime)
    {
        _target = target;
        if (!Method.IsOneWay)
        {
            _deadline = runtime.NextDeadline();
            // Calls to grains have no timer each: their activations look for overdue ones now and then.
            if (target.Observer is not null)
                _observerTimeout = runtime.TimeProvider.CreateTimer(
                    static r => ((Request)r!).Expire(), this, runtime.Options.ResponseTimeout, Timeout.InfiniteTimeSpan);
        }

        if (_callersToken.CanBeCanceled)
        {
            _registration = _callersToken.UnsafeRegister(static r => ((Request)r!).CancelByCaller(), this);
            if (_callersToken.IsCancellationRequested) return;
        }

        target.Deliver(this);
    }

    /// <summary>Runs the method on a grain or observer, through the filters if there are any.</summary>
    public abstract ValueTask InvokeAsync(object target);

    public override async ValueTask RunAsync(Activation activation)
    {
        _activation = activation;
        if (Interlocked.CompareExchange(ref _stage, Running, Waiting) != Waiting) return;
        try
        {
            var filters = activation.Runtime.Filters;
            if (filters.Length > 0 || activation.GrainInstance is IIncomingGrainCallFilter)
                await new GrainCallContext(this, activation, filters).Invoke();
            else await InvokeAsync(activation.GrainInstance!);
        }
        catch (Exception exception)
        {
            _exception = exception;
            if (exception is InconsistentStateException { IsSourceActivation: true } inconsistent)
            {
                inconsistent.IsSourceActivation = false;
                activation.Deactivate(new(DeactivationReasonCode.ApplicationError, exception, exception.Message));
            }

            LogIfOneWay(activation.Runtime.Log);
        }
    }

    /// <summary>Runs the method on an observer.</summary>
    public async Task ObserveAsync(object observer, ILogger log)
    {
        if (Interlocked.CompareExchange(ref _stage, Running, Waiting) != Waiting) return;
        try
        {
            await InvokeAsync(observer);
        }
        catch (Exception exception)
        {
            _exception = exception;
            LogIfOneWay(log);
        }

        Answer();
    }

    public override void Answer()
    {
        ReleaseTimers();
        if (Volatile.Read(ref _stage) == Abandoned) return;
        if (_exception is null) Complete();
        else Fail(_exception);
    }

    public override void Reroute() => _target!.Deliver(this);

    public override void Reject(Exception exception)
    {
        ReleaseTimers();
        Fail(exception);
    }

    public override bool IsOverdue(long timestamp) => timestamp >= _deadline;

    public override void Expire()
    {
        _deadline = long.MaxValue;
        var waiting = Interlocked.CompareExchange(ref _stage, Abandoned, Waiting) == Waiting;
        Fail(new TimeoutException(
            $"The call {this} was not answered in time. It " + (waiting
                ? "still waited for its turn: an earlier call takes too long, or two grains call each other in a circle."
                : "still runs.")));
        if (!waiting) CancelGrainsToken();
    }

    public override string ToString() => $"{Method.Method.DeclaringType!.Name}.{Method.Method.Name} to {_target?.GrainId}";

    int IInvokable.GetArgumentCount() => Arguments.Length;

    object? IInvokable.GetArgument(int index) => Arguments[index];

    void IInvokable.SetArgument(int index, object? value) => Arguments[index] = value;

    string IInvokable.GetMethodName() => Method.Method.Name;

    string IInvokable.GetInterfaceName() => Method.InterfaceName;

    MethodInfo IInvokable.GetMethod() => Method.Method;

    Type IInvokable.GetInterfaceType() => Method.Method.DeclaringType!;

    protected abstract void Complete();

    protected abstract void Fail(Exception exception);

    private void LogIfOneWay(ILogger log)
    {
        if (Method.IsOneWay) log.LogWarning(_exception, "The one-way call {Call} failed", this);
    }

    private void ReleaseTimers()
    {
        _observerTimeout?.Dispose();
        _registration.Dispose();
    }

    private void CancelByCaller()
    {
        Fail(new OperationCanceledException(_callersToken));
        if (Interlocked.CompareExchange(ref _stage, Abandoned, Waiting) == Running) CancelGrainsToken();
    }

    private void CancelGrainsToken()
    {
        if (_cancellation is null) return;
        if (_activation is { } activation) activation.Post(_cancellation.Cancel);
        else _cancellation.Cancel();
    }
}
