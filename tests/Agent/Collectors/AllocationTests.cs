using Dcmon.Agent.Collectors;
using Dcmon.Agent.Settings;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors;

public sealed class AllocationTests
{
    [Fact]
    public void Collect_SteadyState_AllocatesLittle()
    {
        var collectors = CollectorList.Make(new Roots(), new CollectorSettings(), new NoState());
        var samples = new SampleSet();
        foreach (var collector in collectors)
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

    private sealed class NoState : IAgentState
    {
        public long SpoolReports => 0;

        public long SpoolBytes => 0;

        public long SpoolDropped => 0;

        public long Refused => 0;
    }
}
