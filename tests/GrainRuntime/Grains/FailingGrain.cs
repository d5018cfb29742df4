
namespace Dcmon.GrainRuntime.Tests.Grains;

[GenerateSerializer]
[Alias("test.OutOfPaperException")]
public sealed class OutOfPaperException(string message, int sheets) : Exception(message)
{
    [Id(0)]
    public int Sheets { get; } = sheets;
}

[Alias("test.IFailingGrain")]
public interface IFailingGrain : IGrainWithStringKey
{
    [Alias("FailAtOnce")]
    Task FailAtOnce();

    [Alias("FailLater")]
    ValueTask<int> FailLater();

    [Alias("FailThrough")]
    Task FailThrough(string otherKey);
}

[GrainType("test-failing")]
public sealed class FailingGrain : Grain, IFailingGrain
{
    public Task FailAtOnce() => throw new OutOfPaperException("no paper", 3);

    public async ValueTask<int> FailLater()
    {
        await Task.Yield();
        throw new OutOfPaperException("still no paper", 4);
    }

    public Task FailThrough(string otherKey) => GrainFactory.GetGrain<IFailingGrain>(otherKey).FailAtOnce();
}
