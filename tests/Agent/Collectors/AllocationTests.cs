using Dcmon.Agent.Collecting;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors;

public sealed class AllocationTests
{
    [Fact]
    public void Collect_SteadyState_AllocatesLittle()
    {
        using var parts = new TestParts();
        var samples = new SampleSet();
        foreach (var collector in parts.Collectors().OfType<ICollector>().Where(each => each.WhyAbsent() is null))
        {
            for (var i = 0; i < 20; i++) Collect(collector);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) Collect(collector);
            var perRun = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
            // Handles of opened files, and what the directory of /proc costs to list.
            Assert.True(perRun < 20_000, $"{collector.Name} allocates {perRun} bytes a run");
        }

        void Collect(ICollector collector)
        {
            samples.Clear();
            collector.Collect(samples);
        }
    }
}
