using Orleans.Concurrency;

namespace Dcmon.GrainRuntime.Tests.Grains;

[GenerateSerializer]
[Alias("test.Counter")]
public sealed record Counter
{
    [Id(0)]
    public int Value { get; init; }
}

[Alias("test.IStateGrain")]
public interface IStateGrain : IGrainWithStringKey
{
    [ReadOnly]
    [Alias("Value")]
    Task<int> Value();

    [Alias("Etag")]
    Task<string?> Etag();

    [Alias("Exists")]
    Task<bool> Exists();

    [Alias("Set")]
    Task Set(int value);

    [Alias("Clear")]
    Task Clear();

    [Alias("Reload")]
    Task Reload();

    [Alias("Deactivate")]
    Task Deactivate();
}

[GrainType("test-state")]
public sealed class StateGrain([PersistentState("counter", StateGrain.Storage)] IPersistentState<Counter> counter)
    : Grain, IStateGrain
{
    public const string Storage = "test";

    public Task<int> Value() => Task.FromResult(counter.State.Value);

    public Task<string?> Etag() => Task.FromResult(counter.Etag);

    public Task<bool> Exists() => Task.FromResult(counter.RecordExists);

    public async Task Set(int value)
    {
        counter.State = new() { Value = value };
        await counter.WriteStateAsync();
    }

    public Task Clear() => counter.ClearStateAsync();

    public Task Reload() => counter.ReadStateAsync();

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

[Alias("test.IHomelessGrain")]
public interface IHomelessGrain : IGrainWithStringKey
{
    [Alias("Value")]
    Task<int> Value();
}

[GrainType("test-homeless")]
public sealed class HomelessGrain([PersistentState("x", "no such storage")] IPersistentState<Counter> counter)
    : Grain, IHomelessGrain
{
    public Task<int> Value() => Task.FromResult(counter.State.Value);
}
