using Orleans.Storage;

namespace Dcmon.Grains.Tests.Storage;

/// <summary>A state of a grain of its own.</summary>
internal sealed record StoredCounter(IGrainStorage Storage)
{
    public string Name { get; init; } = "counter";

    public string Key { get; init; } = "test/" + RandomText.Secure(12);

    private GrainId Grain => GrainId.Create("counter", Key);

    public async Task<GrainState<Counter>> Write(int value, GrainState<Counter>? before = null)
    {
        var state = before ?? new GrainState<Counter>();
        state.State = new Counter { Value = value };
        await Storage.WriteStateAsync(Name, Grain, state);
        return state;
    }

    public async Task<GrainState<Counter>> Read()
    {
        var state = new GrainState<Counter>();
        await Storage.ReadStateAsync(Name, Grain, state);
        return state;
    }

    public async Task<int> Value() => (await Read()).State!.Value;

    public Task Clear(GrainState<Counter> state) => Storage.ClearStateAsync(Name, Grain, state);
}

public sealed record Counter
{
    public int Value { get; init; }
}
