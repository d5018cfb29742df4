using Dcmon.Agent.Facts;
using Dcmon.Wire;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Facts;

public sealed class FactsBuilderTests
{
    private readonly FactsBuilder _facts = new(new MachineFacts(
        "host", Drives: [new DriveFacts("sda", "SAMSUNG MZ7L3", 480, false), new DriveFacts("sdb", null, 960, true)]));

    [Fact]
    public void Build_NothingAdded_IsWhatTheFilesSay() => Assert.Equivalent(
        new MachineFacts("host", Drives: [new DriveFacts("sda", "SAMSUNG MZ7L3", 480, false), new DriveFacts("sdb", null, 960, true)]),
        _facts.Build(), strict: true);

    [Fact]
    public void Build_AllAdded_HasItInAStableOrder()
    {
        _facts.Add(new GpuFacts(1, "GPU-b"));
        _facts.Add(new GpuFacts(0, "GPU-a"));
        _facts.Add(new CollectorFacts("ipmi", CollectorStates.Down, "no answer"));
        _facts.Add(new CollectorFacts("cpu", CollectorStates.Up));
        _facts.Add(new FruFacts("PSU2"));
        _facts.Add(new FruFacts("PSU1"));
        (_facts.NvidiaDriver, _facts.CudaVersion, _facts.ContainerEngine) = ("550.54", "12.4", "Docker 27.1");
        (_facts.VastMachineId, _facts.VastPortRange, _facts.Bmc) = ("7", "40000-40099", new BmcFacts("Supermicro", null, "1.74", "2.0"));

        var built = _facts.Build();
        Assert.Equal(["GPU-a", "GPU-b"], built.Gpus!.Select(each => each.Uuid));
        Assert.Equal([new CollectorFacts("cpu", "up"), new CollectorFacts("ipmi", "down", "no answer")], built.Collectors!);
        Assert.Equal(["PSU2", "PSU1"], built.Frus!.Select(each => each.Name));
        Assert.Equal(("550.54", "12.4", "Docker 27.1"), (built.NvidiaDriver, built.CudaVersion, built.ContainerEngine));
        Assert.Equal(("7", "40000-40099"), (built.VastMachineId, built.VastPortRange));
        Assert.Equal(new BmcFacts("Supermicro", null, "1.74", "2.0"), built.Bmc);
    }

    [Fact]
    public void Add_MoreOfADrive_IsPutToWhatIsKnown()
    {
        _facts.Add(new DriveFacts("sda", null, null, null, "S1", "JXTC304Q", "SATA"));
        _facts.Add(new DriveFacts("bus/0 megaraid,3", "ST18000", null, true, "S2"));
        Assert.Equal(
            [
                new DriveFacts("bus/0 megaraid,3", "ST18000", null, true, "S2"),
                new DriveFacts("sda", "SAMSUNG MZ7L3", 480, false, "S1", "JXTC304Q", "SATA"),
                new DriveFacts("sdb", null, 960, true),
            ],
            _facts.Build().Drives!);
    }

    [Fact]
    public void Build_SourcesThatKeepNoLimits_IsAcceptedByTheServer()
    {
        var endless = new string('x', 100_000);
        for (var i = 0; i < 2_000; i++)
        {
            _facts.Add(new GpuFacts(i - 1, endless, endless, endless, endless, endless, DefaultPowerLimitWatts: double.PositiveInfinity));
            _facts.Add(new FruFacts(endless, endless, endless, endless, endless));
            _facts.Add(new CollectorFacts($"c{i}", CollectorStates.Down, endless));
            _facts.Add(new DriveFacts($"sd{i}", endless, null, null, endless, endless, endless));
        }

        _facts.Add(new FruFacts(""));
        _facts.Add(new DriveFacts(" ", null, null, null));
        _facts.Add(new CollectorFacts("", CollectorStates.Up));
        _facts.Bmc = new BmcFacts(endless, endless, endless, endless);
        (_facts.NvidiaDriver, _facts.CudaVersion, _facts.ContainerEngine, _facts.VastMachineId, _facts.VastPortRange) =
            (endless, endless, endless, endless, endless);

        var message = new WireWriter();
        ReportMessageFormat.Write(new ReportMessage([], _facts.Build(), []), message);
        var read = ReportMessageFormat.Read(message.Written).Facts!;
        Assert.Equal(WireLimits.MaxFactItems, read.Gpus!.Count);
        Assert.Equal(WireLimits.MaxDrives, read.Drives!.Count);
        Assert.Equal(WireLimits.MaxFactLength, read.Bmc!.Firmware!.Length);
    }
}
