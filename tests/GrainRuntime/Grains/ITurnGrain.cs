using Orleans.Concurrency;

namespace Dcmon.GrainRuntime.Tests.Grains;

/// <summary>Each call can be held at a gate of the test's choice.</summary>
[Alias("test.ITurnGrain")]
public interface ITurnGrain : IGrainWithStringKey
{
    [Alias("Key")]
    ValueTask<string> Key();

    [Alias("Activation")]
    Task<Guid> Activation();

    [Alias("Increment")]
    Task<int> Increment();

    [Alias("Hold")]
    Task Hold(string gate);

    [AlwaysInterleave]
    [Alias("HoldInterleaved")]
    Task HoldInterleaved(string gate);

    [ReadOnly]
    [Alias("HoldReadOnly")]
    ValueTask HoldReadOnly(string gate);

    [OneWay]
    [Alias("HoldOneWay")]
    Task HoldOneWay(string gate);

    [OneWay]
    [Alias("FailOneWay")]
    Task FailOneWay(string gate);

    [Alias("CallThrough")]
    Task<string> CallThrough(string otherKey, string backKey);

    [Alias("CallKeyOf")]
    Task<string> CallKeyOf(string otherKey);
}

[Alias("test.IReentrantGrain")]
public interface IReentrantGrain : ITurnGrain;

[Alias("test.IWorkerGrain")]
public interface IWorkerGrain : ITurnGrain;
