using System.Text.Json;
using Dcmon.Grains.Clients;
using Dcmon.Grains.Storage;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests;

/// <summary>What a client's grain kept on disk must be read by every later version.</summary>
public sealed class ClientMemoryTests : IDisposable
{
    private static readonly GrainId Id = GrainId.Create("client", "abc");

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_KeptBeforeThereWereGpusAndCollectors_LeavesThemUnknown()
    {
        using var kept = JsonDocument.Parse(
            """
            {"Facts":{"HostName":"h","MachineId":"m","OperatingSystem":"o","Kernel":"k","Architecture":"x86_64","CpuModel":null,"CpuCores":2,
            "MemoryBytes":3,"BoardVendor":"v","BoardModel":"b","Drives":[{"Device":"sda","Model":"d","SizeBytes":4,"Rotational":true}],"AgentVersion":"0.1"}}
            """);
        Assert.Equivalent(
            new MachineFacts("h", "m", "o", "k", "x86_64", null, 2, 3, "v", "b", [new DriveFacts("sda", "d", 4, true)], "0.1"),
            (await ReadAfterWriting(kept.RootElement)).Facts, strict: true);
    }

    [Fact]
    public async Task Read_KeptWithAllFacts_GivesThemBack()
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
        Assert.Equivalent(facts, (await ReadAfterWriting(new ClientMemory { Facts = facts })).Facts, strict: true);
    }

    private async Task<ClientMemory> ReadAfterWriting<T>(T state)
    {
        await using (var before = new SqliteGrainStorage(_folder.File("grains.db")))
            await before.WriteStateAsync("client", Id, new GrainState<T>(state));
        await using var after = new SqliteGrainStorage(_folder.File("grains.db"));
        var read = new GrainState<ClientMemory>();
        await after.ReadStateAsync("client", Id, read);
        return read.State!;
    }
}
