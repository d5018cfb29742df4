using System.Text.Json;
using Dcmon.Grains.Clients;
using Dcmon.Wire.Reports;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Storage;

namespace Dcmon.Grains.Tests.Clients;

/// <summary>What a client's grain stored must be read by every later version.</summary>
public class ClientStateTests
{
    [Fact]
    public void Read_StoredBeforeThereWereGpusAndCollectors_LeavesThemUnknown()
    {
        using var stored = JsonDocument.Parse(
            """
            {"Facts":{"HostName":"h","MachineId":"m","OperatingSystem":"o","Kernel":"k","Architecture":"x86_64",
            "CpuModel":null,"CpuCores":2,"MemoryBytes":3,"BoardVendor":"v","BoardModel":"b","Drives":[
            {"Device":"sda","Model":"d","SizeBytes":4,"Rotational":true}],"AgentVersion":"0.1"}}
            """);
        Assert.Equivalent(
            new MachineFacts("h", "m", "o", "k", "x86_64", null, 2, 3, "v", "b", [new DriveFacts("sda", "d", 4, true)], "0.1"),
            ReadAfterWriting(stored.RootElement).Facts, strict: true);
    }

    [Fact]
    public void Read_StoredWithAllFacts_GivesThemBack()
    {
        var facts = new MachineFacts("h", Drives: [new DriveFacts("sda", null, null, null, "S1", "F", "SATA")])
        {
            BootId = "0f8b",
            BootTime = 1_700_000_000_000,
            SystemSerial = "S2",
            NvidiaDriver = "550.54",
            Gpus = [new GpuFacts(0, "GPU-1", "H100", DefaultPowerLimitWatts: 700.5, Mig: false, PcieWidthMax: 16)],
            Bmc = new BmcFacts("Supermicro", null, "1.74", "2.0"),
            Frus = [new FruFacts("PSU1", Serial: "S4")],
            Collectors = [new CollectorFacts("ipmi", CollectorStates.Down, "no answer")],
        };
        Assert.Equivalent(facts, ReadAfterWriting(new ClientState { Facts = facts }).Facts, strict: true);
    }

    private static ClientState ReadAfterWriting<T>(T state)
    {
        var options = Options.Create(new SystemTextJsonGrainStorageSerializerOptions());
        var serializer = new SystemTextJsonGrainStorageSerializer(options);
        return serializer.Deserialize<ClientState>(serializer.Serialize(state))!;
    }
}
