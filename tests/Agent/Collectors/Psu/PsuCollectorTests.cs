using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Psu;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Psu;

public sealed class PsuCollectorTests : IDisposable
{
    private readonly FakeTools _tools = new();
    private readonly TestParts _parts;

    public PsuCollectorTests() => _parts = new TestParts(tools: _tools.Settings);

    public void Dispose()
    {
        _parts.Dispose();
        _tools.Dispose();
    }

    [Fact]
    public async Task WhyAbsent_WithoutIpmicfg_SaysSo() => Assert.Equal("ipmicfg is not installed", await Collector().WhyAbsentAsync(default));

    [Theory]
    [InlineData("ipmicfg")]
    [InlineData("IPMICFG-Linux.x86_64")]
    public async Task Collect_BothSupplies(string tool)
    {
        _tools.Answer(tool, "-pminfo", Pminfo);
        Assert.Null(await Collector().WhyAbsentAsync(default));
        var samples = await CollectAsync(Collector());

        Assert.Equal(115, samples.Find(MetricCatalog.Series("psu_input_watts", new Label("psu", "1"))));
        Assert.Equal(0, samples.Find(MetricCatalog.Series("psu_input_watts", new Label("psu", "2"))));
        Assert.Equal(4, samples.Find(MetricCatalog.Series("psu_status", new Label("psu", "2"))));
        Assert.Equal(43, samples.Find(MetricCatalog.Series("psu_temperature_celsius", new Label("psu", "1"), new Label("sensor", "2"))));
        Assert.Equal(7072, samples.Find(MetricCatalog.Series("psu_fan_rpm", new Label("psu", "1"), new Label("fan", "1"))));
        Assert.Equal(samples.Count, samples.Series.ToArray().Distinct().Count());
    }

    [Fact]
    public async Task Collect_SupplyThatFails_IsReportedOnce_AlsoAcrossARestart()
    {
        _tools.Answer("ipmicfg", "-pminfo", Pminfo);
        await CollectAsync(Collector());
        Assert.Empty(Events()); // The second one is off from the first: an empty slot is no news.
        _tools.Script("ipmicfg", $"echo '{Pminfo.Replace("[STATUS OK](00h)", "[FAULT](04h)")}'");
        var collector = Collector();
        await CollectAsync(collector);
        await CollectAsync(collector);
        await CollectAsync(Collector());
        var failed = Assert.Single(Events(keep: true).DistinctBy(each => each.Key));
        await CollectAsync(Collector());
        Assert.Empty(Events());

        Assert.Equal((EventKinds.PsuState, EventSeverity.Critical), (failed.Kind, failed.Severity));
        Assert.Equal("power supply 1 does not work: [FAULT](04h)", failed.Message);
        Assert.Equal(new Label("psu", "1"), Assert.Single(failed.Subject));
        _tools.Script("ipmicfg", $"echo '{Pminfo}'");
        await CollectAsync(Collector());
        Assert.Equal("power supply 1 works: [STATUS OK](00h)", Assert.Single(Events()).Message);
    }

    [Fact]
    public async Task Collect_BoardWithoutManagedSupplies_SaysWhatIpmicfgSays()
    {
        _tools.Answer("ipmicfg", "-pminfo", "", exitCode: 1, error: "Can not find a valid IPMI device");

        Assert.Equal("Can not find a valid IPMI device", (await Assert.ThrowsAsync<ToolException>(() => CollectAsync(Collector()))).Message);
    }

    private static string Pminfo => Fixture.Text("Collectors/Ipmi/Fixtures/supermicro-pminfo.txt");

    private PsuCollector Collector() => new(_parts.Access(new LocalBmc("")), _parts.Parts, new PsuSettings());

    private MachineEvent[] Events(bool keep = false) => [.. _parts.Parts.EventQueue.TakeAll().Select(each =>
    {
        if (keep) each.OnStored!();
        return each.Event;
    })];

    private static async Task<SampleSet> CollectAsync(PsuCollector collector)
    {
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await collector.CollectAsync(run);
        return run.Samples;
    }
}
