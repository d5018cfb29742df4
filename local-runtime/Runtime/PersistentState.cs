using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>State that an activation reads before OnActivateAsync.</summary>
internal interface IStateToLoad
{
    Task LoadAsync(CancellationToken cancellationToken);
}

/// <summary>Makes the state of a constructor's parameter.</summary>
internal static class PersistentState
{
    /// <exception cref="BadProviderConfigException">There is no such storage.</exception>
    public static object Create(Type parameterType, PersistentStateAttribute attribute, Activation activation)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException(
                $"{activation.Class.Type} has [PersistentState] on a parameter of type {parameterType}.");
        var services = activation.ActivationServices;
        var storage = attribute.StorageName is { } name
            ? services.GetKeyedService<IGrainStorage>(name)
            : services.GetService<IGrainStorage>();
        if (storage is null)
            throw new BadProviderConfigException(
                $"No storage named '{attribute.StorageName ?? "(default)"}' is registered, which {activation.Class.Type} needs.");
        var type = typeof(PersistentState<>).MakeGenericType(parameterType.GetGenericArguments()[0]);
        var state = Activator.CreateInstance(type, attribute.StateName, activation.GrainId, storage)!;
        activation.AddState((IStateToLoad)state);
        return state;
    }
}

/// <summary>A grain's state in a storage.</summary>
internal sealed class PersistentState<TState>(string name, GrainId id, IGrainStorage storage)
    : IPersistentState<TState>, IStateToLoad
{
    private readonly GrainState<TState> _state = new(Activator.CreateInstance<TState>());

    // Operations run one after the other, however the grain interleaves.
    private Task _last = Task.CompletedTask;

    public TState State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task LoadAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        RunAsync("reading", () => storage.ReadStateAsync(name, id, _state, cancellationToken), cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        RunAsync("writing", () => storage.WriteStateAsync(name, id, _state, cancellationToken), cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        RunAsync("clearing", () => storage.ClearStateAsync(name, id, _state, cancellationToken), cancellationToken);

    private Task RunAsync(string verb, Func<Task> operation, CancellationToken cancellationToken)
    {
        return _last = RunAfterAsync(_last);

        async Task RunAfterAsync(Task previous)
        {
            await previous.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            try
            {
                await operation();
            }
            catch (Exception exception) when (
                exception is not OrleansException
                && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
            {
                throw new OrleansException(
                    $"Storage {storage.GetType().Name} failed {verb} '{name}' of grain {id}: {exception.Message}", exception);
            }
        }
    }
}
