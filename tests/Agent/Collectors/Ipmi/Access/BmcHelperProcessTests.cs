using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Tests.Program;
using Dcmon.Agent.Tests.Rigs.Bmc;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi.Access;

/// <summary>
/// The collector, which has no way to a simulated BMC but through the real helper, in a process of its own that is started by its socket
/// as systemd starts it.
/// </summary>
public sealed class BmcHelperProcessTests : IAsyncLifetime
{
    private readonly TestParts _parts = new();
    private readonly FakeTools _tools = new();
    private BmcRig _bmc = null!;

    private string Socket => _bmc.File("helper.sock");

    private string Device => _bmc.File("ipmi");

    public async Task InitializeAsync()
    {
        _bmc = await BmcRig.StartAsync();
        File.WriteAllText(Device, "");
        var settings = _bmc.Settings;
        // The simulator has no device: what goes to one is sent to it over the loopback network.
        var lan = $"-I lanplus -H {settings.Address} -p {settings.Port} -U {settings.User} -f {settings.PasswordFile} -C 3 -L ADMINISTRATOR -N 5 -R 1";
        _tools.Script("ipmitool", $"[ \"$1 $2\" = '-I open' ] || exit 98; shift 2; exec /usr/bin/ipmitool {lan} \"$@\"");
        File.WriteAllText(_bmc.File("agent.yaml"), $"collect: {{ipmi: {{device: {Device}}}}}\ntools: {{path: [{Path.GetDirectoryName(_tools.File("ipmitool"))}]}}\n");
    }

    public Task DisposeAsync()
    {
        _bmc.Dispose();
        _tools.Dispose();
        _parts.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Collect_ThroughTheHelper_ReportsAll_AlsoAfterItWasKilled()
    {
        var collector = new IpmiCollector(
            IpmiCollectors.Own(_parts.Parts, new IpmiSettings { Device = Device, Helper = Socket }), _parts.Parts, new IpmiSettings(),
            new SelPublisher(_parts.Parts.EventQueue, _parts.Log.Of<SelPublisher>()), () => true);
        Assert.Null(await collector.WhyAbsentAsync(default));
        var down = await Assert.ThrowsAsync<ToolException>(() => CollectAsync(collector));
        Assert.StartsWith("the BMC helper does not run, or this user may not ask it (", down.Message);

        using (var helper = await StartAsync())
        {
            await AssertReportsAsync(collector);
            _bmc.Type("sensor_set_bit 0x20 0 6 1 1 1");
            await CollectAsync(collector); // The events of its log, too.
            Assert.Contains(_parts.Parts.EventQueue.TakeAll(), each => each.Event.Message.Contains("PS2 Status: Failure detected", StringComparison.Ordinal));

            // Killed while a question waits for its answer.
            _bmc.Hang();
            var asked = CollectAsync(collector);
            await Eventually.HoldsAsync(() => Directory.EnumerateDirectories("/proc").Any(IsOfTheHelper), "the helper asks");
            await helper.KillAsync();
            Assert.Contains("the BMC helper ", (await Assert.ThrowsAsync<ToolException>(() => asked)).Message);
            _bmc.GoOn();
        }

        using (var next = await StartAsync())
        {
            await AssertReportsAsync(collector);
            Assert.Equal(0, await next.StopAsync());
        }
    }

    [Fact]
    public async Task Start_WithoutASocket_SaysWhatStartsIt()
    {
        var (code, output) = await AgentProcess.RunAsync(null, "bmc", "--config", _bmc.File("agent.yaml"));

        Assert.Equal(1, code);
        Assert.Contains("is started by dcmon-agent-bmc.socket", output);
    }

    private async Task<AgentProcess> StartAsync()
    {
        File.Delete(Socket);
        var helper = AgentProcess.StartBySocket(Socket, "bmc", "--config", _bmc.File("agent.yaml"));
        await Eventually.HoldsAsync(() => File.Exists(Socket), "its socket is there");
        return helper;
    }

    private bool IsOfTheHelper(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")) is var line
                && line.StartsWith("/usr/bin/ipmitool\0", StringComparison.Ordinal) && line.Contains($"\0{_bmc.Settings.Port}\0", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // It has ended.
        }
    }

    private static async Task AssertReportsAsync(IpmiCollector collector)
    {
        var run = await CollectAsync(collector);
        var samples = run.Samples.Series.ToArray().Zip(run.Samples.Values.ToArray())
            .ToDictionary(each => each.First.ToString(), each => each.Second);
        Assert.Empty(run.Troubles);
        Assert.Equal(47, samples["ipmi_temperature_celsius{sensor=\"CPU1 Temp\"}"]);
        Assert.Equal(224, samples["ipmi_dcmi_power_watts"]);
        Assert.Equal(0.5, samples["ipmi_fan_duty_ratio{zone=\"1\"}"]);
        Assert.Equal(0, samples["ipmi_chassis{state=\"power_on\"}"]);
    }

    private static async Task<CollectorRun> CollectAsync(IpmiCollector collector)
    {
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await collector.CollectAsync(run);
        return run;
    }
}
