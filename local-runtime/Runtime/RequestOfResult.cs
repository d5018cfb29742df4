namespace Orleans.Runtime;

/// <summary>A call with a result of a type.</summary>
internal sealed class Request<TResult>(GrainMethod method, object?[] arguments) : Request(method, arguments)
{
    // Asynchronous continuations: a caller's code must never run inside the called grain's turn.
    private readonly TaskCompletionSource<TResult>? _completion =
        method.IsOneWay ? null : new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TResult _result = default!;

    public static Request Create(GrainMethod method, object?[] arguments) => new Request<TResult>(method, arguments);

    public override object? Result
    {
        get => Method.Kind is ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult ? _result : null;
        set => _result = (TResult)value!;
    }

    public override object? ReturnValue => Method.Kind switch
    {
        ReturnKind.Void => null,
        ReturnKind.Task => (Task?)_completion?.Task ?? Task.CompletedTask,
        ReturnKind.TaskOfResult => _completion?.Task ?? Task.FromResult(_result),
        ReturnKind.ValueTask => _completion is null ? default : new ValueTask(_completion.Task),
        _ => _completion is null ? new(_result) : new ValueTask<TResult>(_completion.Task),
    };

    public override ValueTask InvokeAsync(object target)
    {
        var returned = Method.Invoker.Invoke(target, Arguments.AsSpan());
        switch (Method.Kind)
        {
            case ReturnKind.Task:
                return new((Task)returned!);
            case ReturnKind.ValueTask:
                return (ValueTask)returned!;
            case ReturnKind.TaskOfResult:
                return KeepResultAsync(new((Task<TResult>)returned!));
            case ReturnKind.ValueTaskOfResult:
                return KeepResultAsync((ValueTask<TResult>)returned!);
            default:
                return default;
        }
    }

    protected override void Complete() => _completion?.TrySetResult(_result);

    protected override void Fail(Exception exception) => _completion?.TrySetException(exception);

    private async ValueTask KeepResultAsync(ValueTask<TResult> task) => _result = await task;
}
