using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Gpu;
using Dcmon.Agent.Collectors.GpuSmi;
using Dcmon.Agent.Collectors.Hwmon;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Collectors.Psu;
using Dcmon.Agent.Kernel;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tests.Support;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients.Figures;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Figures;

/// <summary>
/// The server's figures of what this agent's collectors make of real machines' words: names and labels must fit each other.
/// </summary>
public sealed class ServerFiguresTests
{
    [Theory]
    [InlineData("supermicro", 47.0, 49.0, 280.0, null)]
    [InlineData("dell", null, null, 3480.0, 224.0)]
    [InlineData("hpe", null, null, null, 100.0)]
    public void Board_SensorsAndSupplies(string board, double? cpu, double? regulator, double? fan, double? watts)
    {
        var samples = new SampleSet();
        new SensorSamples(new BmcLabels(null), () => true).Add(SensorListParser.Parse(Fixture.Text($"Collectors/Ipmi/Fixtures/{board}-sdr.txt")), samples);
        var figures = Figures(samples);

        Assert.Equal((cpu, regulator, fan, watts),
            (figures.CpuTemperatureCelsius, figures.VrmTemperatureCelsius, figures.FanRpm, figures.PowerWatts));
        Assert.Equal(1, figures.PsusFailed);
    }

    [Fact]
    public async Task PowerSupplies_ByIpmicfg()
    {
        using var tools = new FakeTools();
        using var parts = new TestParts(tools: tools.Settings);
        tools.Answer("ipmicfg", "-pminfo", Fixture.Text("Collectors/Ipmi/Fixtures/supermicro-pminfo.txt"));
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await new PsuCollector(parts.Access(new LocalBmc("")), parts.Parts, new PsuSettings()).CollectAsync(run);
        var figures = Figures(run.Samples);

        Assert.Equal((115, 43, 7072, 0), (figures.PowerWatts, figures.PsuTemperatureCelsius, figures.PsuFanRpm, figures.PsusFailed));
    }

    [Fact]
    public void Chips_OfTheKernel()
    {
        using var tree = new SysfsTree();
        Chip(0, "k10temp", "0000:00:18.3", "temp1_label=Tctl", "temp1_input=47625", "temp3_label=Tccd1", "temp3_input=90000");
        Chip(1, "nvme", "nvme0", "temp1_label=Composite", "temp1_input=38850", "temp2_label=Sensor 1", "temp2_input=71000");
        var samples = new SampleSet();
        new HwmonCollector(tree.Roots, new NameFilter([]), new ManualTimeProvider()).Collect(samples);
        var figures = Figures(samples);

        Assert.Equal((47.625, 38.85), (figures.CpuTemperatureCelsius, figures.DriveTemperatureCelsius));

        void Chip(int number, string driver, string device, params string[] files)
        {
            tree.Write($"sys/class/hwmon/hwmon{number}", ["name=" + driver, .. files]);
            Directory.CreateDirectory(tree.PathOf("sys/devices/" + device));
            tree.Link($"sys/class/hwmon/hwmon{number}/device", "sys/devices/" + device);
        }
    }

    [Fact]
    public async Task Gpus_ByTheTool()
    {
        using var tools = new FakeTools();
        var settings = new CollectorSettings
        {
            Gpu = new GpuSettings { Library = "/nowhere/libnvidia-ml.so.1" },
            KernelLog = new KernelLogSettings { Enabled = false },
        };
        using var parts = new TestParts(settings, tools: tools.Settings);
        tools.Answer("nvidia-smi", "-q -x", Fixture.Text("Collectors/Gpu/Fixtures/rtx3090.xml"));
        using var collector = parts.Collectors().OfType<GpuSmiCollector>().Single();
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await collector.CollectAsync(run);
        var figures = Figures(run.Samples);
        var gpus = FigurePlan.For(run.Samples.Series.ToArray()).Gpus(run.Samples.Values.ToArray());

        Assert.Equal(2, figures.GpuCount);
        Assert.Equal(338.21, gpus[0].PowerWatts);
        Assert.All<double?>([gpus[0].UtilizationRatio, gpus[0].TemperatureCelsius, gpus[0].MemoryRatio, gpus[0].FanRatio],
            each => Assert.NotNull(each));
        // The second card's driver reports neither temperature nor power.
        Assert.Equal((0.97, null, null), (gpus[1].UtilizationRatio, gpus[1].TemperatureCelsius, gpus[1].PowerWatts));
        Assert.Equal(gpus[0].TemperatureCelsius, figures.GpuTemperatureCelsius);
        Assert.Equal(338.21, figures.GpuPowerWatts);
        Assert.All<double?>([figures.GpuPowerLimitWatts, figures.GpuRatio, figures.GpuMemoryRatio, figures.GpuFanRatio, figures.GpusInUse],
            each => Assert.NotNull(each));
    }

    private static ClientFigures Figures(SampleSet samples) =>
        FigurePlan.For(samples.Series.ToArray()).Figures(samples.Values.ToArray(), samples.Values.ToArray());
}
