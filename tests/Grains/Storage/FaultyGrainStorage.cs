using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Dcmon.Grains.Tests.Storage;

/// <summary>When a write of grain state fails.</summary>
public enum Fault
{
    /// <summary>Before anything is written.</summary>
    BeforeTheWrite,

    /// <summary>After the state is on disk, as when the answer of a database server is lost.</summary>
    AfterTheWrite,
}

/// <summary>A write that a test wants to fail. Orleans puts what is not its own into another exception.</summary>
[GenerateSerializer, Alias("test.fault")]
public sealed class FaultException() : OrleansException("The test lets this write fail.");

/// <summary>Which writes of grain state fail. Tests set it, both silos obey it.</summary>
public sealed class StorageFaults
{
    /// <summary>Stands for the keys of all grains.</summary>
    public const string AnyKey = "*";

    private readonly ConcurrentDictionary<(string State, string Key), Fault> _faults = new();

    /// <summary>Fails all writes of a state of a grain until the result is disposed.</summary>
    public IDisposable Fail(string state, string key, Fault fault)
    {
        _faults[(state, key)] = fault;
        return new Mend(() => _faults.TryRemove((state, key), out _));
    }

    public async Task Write(string state, GrainId grain, Func<Task> write)
    {
        Fault? fault = _faults.TryGetValue((state, grain.Key.ToString()!), out var found)
            || _faults.TryGetValue((state, AnyKey), out found) ? found : null;
        if (fault == Fault.BeforeTheWrite) throw new FaultException();
        await write();
        if (fault == Fault.AfterTheWrite) throw new FaultException();
    }

    private sealed class Mend(Action mend) : IDisposable
    {
        public void Dispose() => mend();
    }
}

/// <summary>Grain storage that fails when a test wants it to.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage storage, StorageFaults faults) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Write(stateName, grainId, grainState, copy => storage.WriteStateAsync(stateName, grainId, copy));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Write(stateName, grainId, grainState, copy => storage.ClearStateAsync(stateName, grainId, copy));

    // Who does not hear that it was written does not hear of the new tag either.
    private async Task Write<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, Func<GrainState<T>, Task> write)
    {
        var copy = new GrainState<T>(grainState.State, grainState.ETag) { RecordExists = grainState.RecordExists };
        await faults.Write(stateName, grainId, () => write(copy));
        (grainState.State, grainState.ETag, grainState.RecordExists) = (copy.State, copy.ETag, copy.RecordExists);
    }
}

internal static class FaultyGrainStorageExtensions
{
    /// <summary>Puts the test's faults between the grains and their storage.</summary>
    public static void AddFaultyGrainStorage(this IServiceCollection services, StorageFaults faults)
    {
        var registered = services.Single(
            each => each.ServiceType == typeof(IGrainStorage) && each.ServiceKey is GrainOptions.Storage);
        services.Remove(registered);
        services.AddKeyedSingleton<IGrainStorage>(GrainOptions.Storage, (provider, key) =>
            new FaultyGrainStorage((IGrainStorage)registered.KeyedImplementationFactory!(provider, key), faults));
    }
}
