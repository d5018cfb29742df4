using Dcmon.Agent.Collecting;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Collecting;

public sealed class CollectorFactsSourceTests
{
    private readonly CollectorSet _collectors = new(
        [
            new Probe("well", null, null), new DisabledCollector("quiet"), new Probe("missing", "no NVIDIA driver", null),
            new Probe("broken", null, "no such device"),
        ],
        new ManualTimeProvider(), new LogRecorder());

    [Fact]
    public void AddTo_NothingRunYet_ReportsOnlyWhatIsOff() => Assert.Equal([new CollectorFacts("quiet", "off")], Facts());

    [Fact]
    public async Task AddTo_AfterARun_ReportsStatesAndReasons()
    {
        await _collectors.CollectAsync(new SampleSet(), TimeSpan.FromSeconds(30));
        Assert.Equal(
            [
                new CollectorFacts("broken", "down", "no such device"), new CollectorFacts("missing", "absent", "no NVIDIA driver"),
                new CollectorFacts("quiet", "off"), new CollectorFacts("well", "up"),
            ],
            Facts());
    }

    private IEnumerable<CollectorFacts> Facts()
    {
        var builder = new FactsBuilder(new MachineFacts("host"));
        new CollectorFactsSource(_collectors).AddTo(builder);
        return builder.Build().Collectors!;
    }

    private sealed class Probe(string name, string? absent, string? problem) : ICollector
    {
        public string Name => name;

        public string? WhyAbsent() => absent;

        public void Collect(SampleSet samples)
        {
            if (problem is not null) throw new IOException(problem);
        }
    }
}
