
namespace Dcmon.GrainRuntime.Tests.Grains;

[Alias("test.IFilteredGrain")]
public interface IFilteredGrain : IGrainWithStringKey
{
    [Alias("Double")]
    Task<int> Double(int number);
}

[GrainType("test-filtered")]
public sealed class FilteredGrain(Probe probe) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> Double(int number) =>
        number < 0 ? throw new OutOfPaperException("negative", number) : Task.FromResult(2 * number);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        probe.Events.Enqueue($"own {context.MethodName}");
        return context.Invoke();
    }
}
