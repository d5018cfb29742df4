using Dcmon.Agent.Tests.Collectors.Gpu;
using Dcmon.Agent.Tests.Kernel;
using Dcmon.Agent.Tests.Rigs.Bmc;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Program;

/// <summary>
/// Events of the kernel's real log and of a simulated BMC's, reported by an agent that is killed again and again: before it read them,
/// while they wait for the disk, and after.
/// </summary>
public sealed class EventSurvivalTests : IAsyncLifetime
{
    private const int Rounds = 6;

    private readonly TestGateway _gateway = new() { IntervalMilliseconds = 1000 };
    private readonly TemporaryDirectory _state = new();
    private readonly NvmlStandIn _nvml = new("h100");
    // Another card in each run: the kernel's log still has those of earlier runs.
    private readonly string _card = Guid.NewGuid().ToString("N")[..4];
    private BmcRig _bmc = null!;

    public async Task InitializeAsync()
    {
        await _gateway.StartAsync();
        _bmc = await BmcRig.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _state.Dispose();
        _nvml.Dispose();
        _bmc.Dispose();
    }

    [KernelLogFact]
    public async Task Run_KilledAgainAndAgain_ReportsEachXidAndEachEntryOnce()
    {
        Assert.Equal(0, (await AgentProcess.RunAsync(null, "enroll", _gateway.EnrollmentUrl, "--state", _state.Path)).ExitCode);
        for (var round = 0; round < Rounds; round++)
        {
            using var agent = Start();
            var reports = _gateway.Stored.Count;
            // Two rounds each: it happens while the agent starts, while it runs, and it arrives before the agent is killed.
            if (round % 3 > 0) await Eventually.HoldsAsync(() => _gateway.Stored.Count > reports, "it reports");
            Happen(round);
            if (round % 3 > 1) await Eventually.HoldsAsync(() => Xids().Any(each => Raw(each) == $"round {round}"), "the Xid arrives");
            await agent.KillAsync();
        }

        var sent = _gateway.Stored.Count;
        using (var agent = Start())
        {
            await Eventually.HoldsAsync(() => _gateway.Stored.Count > sent, "it reports");
            await Eventually.HoldsAsync(() => Xids().DistinctBy(each => each.Key).Count() >= Rounds, "all Xids arrive");
            await Eventually.HoldsAsync(() => Entries().DistinctBy(each => each.Key).Count() >= Rounds, "all entries arrive");
            Assert.Equal(0, await agent.StopAsync());
        }

        // What was sent twice has the same key, which the server stores once.
        Assert.Equal(Enumerable.Range(0, Rounds).Select(round => $"round {round}"), Xids().DistinctBy(each => each.Key).Select(Raw).Order());
        Assert.Equal(Rounds, Entries().Select(each => each.Details.Single(detail => detail.Name == "record").Value).Distinct().Count());
        Assert.Equal(Rounds, Entries().DistinctBy(each => each.Key).Count());
        Assert.All(Entries(), each => Assert.Contains("bmc=sim", each.Subject.Select(label => $"{label.Name}={label.Value}")));
    }

    private void Happen(int round)
    {
        File.WriteAllText("/dev/kmsg", $"NVRM: Xid (PCI:{_card}:3b:00): 13, pid=12, name=python3, round {round}\n");
        // Failure and predicted failure of a supply, in turns set and cleared: an entry in the log each time.
        _bmc.Type($"sensor_set_bit 0x20 0 6 {1 + round % 2} {1 - round / 2 % 2} 1");
    }

    private AgentProcess Start() => AgentProcess.Start(
        null,
        [
            "run", "--state", _state.Path,
            .. Sets(
                "interval=1s", "uplink.backoff_max=1s", $"collect.gpu.library={_nvml.Library}", "collect.ipmi.interval=1s",
                "collect.ipmi.bmcs.sim.address=127.0.0.1", $"collect.ipmi.bmcs.sim.port={_bmc.Settings.Port}", $"collect.ipmi.bmcs.sim.user={BmcRig.User}",
                $"collect.ipmi.bmcs.sim.password_file={_bmc.Settings.PasswordFile}", "collect.ipmi.bmcs.sim.cipher_suite=3",
                "collect.ipmi.bmcs.sim.privilege=administrator"),
        ]);

    private static IEnumerable<string> Sets(params string[] settings) => settings.SelectMany(each => (string[])["--set", each]);

    private MachineEvent[] Xids() =>
        [.. Events(EventKinds.GpuXid).Where(each => each.Details.Any(detail => detail.Value.Contains($"{_card}:3b", StringComparison.Ordinal)))];

    private MachineEvent[] Entries() => [.. Events(EventKinds.IpmiSel)];

    private static string Raw(MachineEvent xid) => xid.Details.Single(each => each.Name == "raw").Value;

    private IEnumerable<MachineEvent> Events(string kind) => _gateway.Stored.Where(each => !each.Extras.IsEmpty)
        .SelectMany(each => ExtrasFormat.Read(each.Extras.Span).Events).Where(each => each.Kind == kind);
}
