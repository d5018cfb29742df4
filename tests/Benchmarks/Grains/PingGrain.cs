using Dcmon.Grains;
using Orleans.Concurrency;

namespace Dcmon.Benchmarks.Grains;

/// <summary>The state of a grain that is called.</summary>
[GenerateSerializer]
[Alias("benchmark.PingState")]
public sealed record PingState
{
    /// <summary>The figure read.</summary>
    [Id(0)]
    public int Value { get; init; }
}

/// <summary>A grain that does next to nothing.</summary>
[Alias("benchmark.IPingGrain")]
public interface IPingGrain : IGrainWithStringKey
{
    /// <summary>Returns its argument.</summary>
    [Alias("Echo")]
    Task<int> Echo(int value);

    /// <summary>Returns a figure of its persistent state, in memory.</summary>
    [ReadOnly]
    [Alias("Read")]
    ValueTask<int> Read();

    /// <summary>Writes its persistent state to disk.</summary>
    [Alias("Write")]
    Task Write(int value);

    /// <summary>Nobody waits for it.</summary>
    [OneWay]
    [Alias("Tell")]
    Task Tell(int value);

    /// <summary>Calls another grain so often, one call after the other.</summary>
    [Alias("CallOther")]
    Task CallOther(string key, int times);
}

/// <inheritdoc/>
[GrainType("benchmark-ping")]
public sealed class PingGrain([PersistentState("ping", GrainOptions.Storage)] IPersistentState<PingState> state)
    : Grain, IPingGrain
{
    /// <inheritdoc/>
    public Task<int> Echo(int value) => Task.FromResult(value);

    /// <inheritdoc/>
    public ValueTask<int> Read() => new(state.State.Value);

    /// <inheritdoc/>
    public Task Write(int value)
    {
        state.State = new() { Value = value };
        return state.WriteStateAsync();
    }

    /// <inheritdoc/>
    public Task Tell(int value) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task CallOther(string key, int times)
    {
        var other = GrainFactory.GetGrain<IPingGrain>(key);
        for (var i = 0; i < times; i++) await other.Echo(i);
    }
}
