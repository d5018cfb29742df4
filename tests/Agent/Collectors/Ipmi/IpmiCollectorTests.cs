using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Collectors.Psu;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi;

/// <summary>The collector of a machine's own BMC, with an ipmitool that answers as on real boards, or as no good one does.</summary>
public sealed class IpmiCollectorTests : IDisposable
{
    private readonly FakeTools _tools = new();
    private readonly TestParts _parts;

    public IpmiCollectorTests() => _parts = new TestParts(tools: _tools.Settings);

    public void Dispose()
    {
        _parts.Dispose();
        _tools.Dispose();
    }

    [Fact]
    public async Task WhyAbsent_NoDevice_SaysSo() =>
        Assert.Equal($"this machine has no {_tools.File("ipmi0")}", await Collector(new LocalBmc("", Root)).WhyAbsentAsync(default));

    [Fact]
    public async Task WhyAbsent_NoIpmitool_SaysSo()
    {
        File.WriteAllText(_tools.File("ipmi0"), "");

        Assert.Equal("ipmitool is not installed", await Collector(new LocalBmc("", Root)).WhyAbsentAsync(default));
    }

    [Fact]
    public async Task WhyAbsent_DeviceAndIpmitool_IsNull()
    {
        File.WriteAllText(_tools.File("ipmi0"), "");
        _tools.Answer("ipmitool", "", "");

        Assert.Null(await Collector(new LocalBmc("", Root)).WhyAbsentAsync(default));
        Assert.Null(await Collector(new LocalBmc(_tools.File("ipmi0"))).WhyAbsentAsync(default));
    }

    [Theory]
    [InlineData("", "-I open")]
    [InlineData("/dev/ipmi1", "-I open -d 1")]
    [InlineData("/dev/ipmidev/12", "-I open -d 12")]
    public void Arguments_OfADevice_NameItsNumber(string device, string arguments) =>
        Assert.Equal(arguments, string.Join(' ', new LocalBmc(device).Arguments()));

    [Theory]
    [InlineData("dell", 224)]
    [InlineData("hpe", 100)]
    public async Task Collect_Boards_InOneRunOfIpmitool(string board, double watts)
    {
        Answer(board);
        var collector = Collector();
        await CollectAsync(collector);
        var calls = _tools.Calls("ipmitool").Length;
        var run = await CollectAsync(collector);

        Assert.Equal(calls + 1, _tools.Calls("ipmitool").Length);
        Assert.Contains(run.Samples.Series.ToArray().Zip(run.Samples.Values.ToArray()), each => each.First.Metric == "ipmi_power_watts" && each.Second == watts);
        Assert.Empty(run.Troubles);
    }

    [Fact]
    public async Task Facts_AreThoseOfTheMachinesOwnBmc()
    {
        Answer("dell");
        var collector = Collector();
        Assert.Null(Facts(collector).Bmc);
        await CollectAsync(collector);

        Assert.Equal(new BmcFacts("DELL Inc", "256 (0x0100)", "2.83", "2.0"), Facts(collector).Bmc);
        Assert.Equal(["Builtin FRU Device", "PS1"], Facts(collector).Frus!.Select(each => each.Name));
    }

    [Fact]
    public async Task Facts_OfAnotherMachinesBmc_AreNotReported()
    {
        Answer("dell");
        File.WriteAllText(_tools.File("password"), "secret");
        File.SetUnixFileMode(_tools.File("password"), UnixFileMode.UserRead);
        var collector = Collector(new RemoteBmc("node7", new BmcSettings { Address = "10.0.9.7", PasswordFile = _tools.File("password") }));
        await CollectAsync(collector);

        Assert.Null(Facts(collector).Bmc);
        Assert.Contains("-I lanplus -H 10.0.9.7 -p 623 -U  -f", _tools.Calls("ipmitool")[0]);
        Assert.DoesNotContain(_tools.Calls("ipmitool"), each => each.Contains("secret") || each.EndsWith("fru print"));
    }

    [Fact]
    public async Task Collect_OtherMakersBoard_IsNotAskedForFans()
    {
        Answer("dell");
        var batch = _tools.File("batch");
        _tools.Script("ipmitool", $"case \"$*\" in *'mc info') /bin/cat {Text("dell-mc")};; *exec*) /bin/cat > {batch}; /bin/cat {_tools.File("exec")};; *) exit 1;; esac\n");
        await CollectAsync(Collector());

        Assert.DoesNotContain("0x30", File.ReadAllText(batch));
        Assert.Contains("echo dcmon:sensors\nsdr elist all\n", File.ReadAllText(batch));
    }

    [Fact]
    public async Task Collect_RestFails_SensorsAreReported()
    {
        Answer("hpe", rest: false);
        var run = await CollectAsync(Collector());

        Assert.NotEqual(0, run.Samples.Count);
        Assert.Equal(["controller: no answer here", "parts: no answer here", "sensor repository: no answer here", "thresholds: no answer here"], run.Troubles.Order());
        Assert.Equal(1, _parts.Log.Count("does not offer its power reading (DCMI)"));
    }

    [Fact]
    public async Task Collect_Ipmicfg_ReportsSuppliesInstead()
    {
        Answer("dell");
        _tools.Answer("ipmicfg", "-pminfo", "");
        var parts = _parts.Parts;
        var bmc = IpmiCollectors.Own(parts, new IpmiSettings());
        var own = IpmiCollectors.Make(bmc, parts, new IpmiSettings(), new PsuSettings()).Single();
        var off = IpmiCollectors.Make(bmc, parts, new IpmiSettings(), new PsuSettings { Enabled = false }).Single();

        Assert.DoesNotContain((await CollectAsync(own)).Samples.Series.ToArray(), each => each.Metric == "psu_status");
        Assert.Contains((await CollectAsync(off)).Samples.Series.ToArray(), each => each.Metric == "psu_status");
    }

    [Theory]
    [InlineData("/bin/sleep 1000", "no answer within")]
    [InlineData("echo 'Could not open device at /dev/ipmi0' >&2; exit 1", "Could not open device at /dev/ipmi0")]
    [InlineData("/usr/bin/yes", "more than 4MB")]
    [InlineData("/usr/bin/head -c 100000 /dev/urandom", "")]
    [InlineData("echo dcmon:sensors; echo 'CPU Temp | 01h | ok'", "the BMC reports no sensors")]
    [InlineData("kill -9 $$", "ended")]
    public async Task Collect_BrokenIpmitool_FailsAndSaysWhy(string script, string reason)
    {
        _tools.Script("ipmitool", script);
        var error = await Assert.ThrowsAsync<ToolException>(() => CollectAsync(Collector(timeout: TimeSpan.FromSeconds(3))));

        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Collect_UnreachableBmc_IsTriedOnceARun()
    {
        _tools.Answer(
            "ipmitool", "", "", exitCode: 1,
            error: "IANA PEN registry open failed: No such file or directory\nError: Unable to establish IPMI v2 / RMCP+ session");
        var error = await Assert.ThrowsAsync<ToolException>(() => CollectAsync(Collector()));

        Assert.StartsWith("no session: it does not answer, or user, password, privilege or cipher suite are not right", error.Message);
        Assert.Single(_tools.Calls("ipmitool"));
    }

    [Fact]
    public async Task Collect_BoardWithoutALog_ReportsOfThresholdsOnce_AlsoAcrossRestarts()
    {
        Answer("hpe");
        await CollectAsync(Collector());
        Assert.Empty(Reported());
        var line = File.ReadAllLines(Text("hpe-sdr")).First(each => each.Contains("| ok ") && each.Contains("degrees C"));
        File.WriteAllText(_tools.File("ipmitool.0.out"), File.ReadAllText(_tools.File("exec")).Replace(line, line.Replace("| ok ", "| ucr")));
        await CollectAsync(Collector());
        await CollectAsync(Collector());
        var crossed = Assert.Single(Reported().DistinctBy(each => each.Key));
        await CollectAsync(Collector());
        Reported(keep: true);
        await CollectAsync(Collector());
        Assert.Empty(Reported());
        File.Copy(_tools.File("exec"), _tools.File("ipmitool.0.out"), overwrite: true);
        await CollectAsync(Collector());
        var over = Assert.Single(Reported());

        var sensor = line.Split('|')[0].Trim();
        Assert.Equal((EventKinds.IpmiSensor, EventSeverity.Error), (crossed.Kind, crossed.Severity));
        Assert.StartsWith($"{sensor} is above its upper critical threshold: ", crossed.Message);
        Assert.Equal(new Label("sensor", sensor), Assert.Single(crossed.Subject));
        Assert.StartsWith($"{sensor} is back within its thresholds: ", over.Message);
    }

    private MachineEvent[] Reported(bool keep = false) => [.. _parts.Parts.EventQueue.TakeAll().Select(each =>
    {
        if (keep) each.OnStored!();
        return each.Event;
    }).Where(each => each.Kind == EventKinds.IpmiSensor)]; // A supply of this board has failed as well.

    private static MachineFacts Facts(IpmiCollector collector)
    {
        var facts = new FactsBuilder(new MachineFacts("host"));
        collector.AddTo(facts);
        return facts.Build();
    }

    private string Root => Path.GetDirectoryName(_tools.File("ipmi0"))!;

    private static string Text(string name) => Path.Combine(AppContext.BaseDirectory, $"Collectors/Ipmi/Fixtures/{name}.txt");

    /// <summary>What one run of the batch prints on a board; the rest of ipmitool, or a refusal of it.</summary>
    private void Answer(string board, bool rest = true)
    {
        var power = board == "dell" ? File.ReadAllText(Text("dell-dcmi")) : "";
        File.WriteAllText(_tools.File("exec"), $"dcmon:clock \n 4b 5d 03 6b\ndcmon:sensors \n{File.ReadAllText(Text(board + "-sdr"))}dcmon:power \n{power}");
        _tools.Answer("ipmitool", "exec /dev/stdin", File.ReadAllText(_tools.File("exec")), exitCode: 1, error: "Unable to send RAW command (channel=0x0 netfn=0x2c lun=0x0 cmd=0x2 rsp=0xc1): Invalid command");
        if (rest)
        {
            _tools.Answer("ipmitool", "mc info", File.ReadAllText(Text(board + "-mc")));
            _tools.Answer("ipmitool", "fru print", File.ReadAllText(Text("dell-fru")));
            _tools.Answer("ipmitool", "-v sensor list", File.ReadAllText(Text("supermicro-sensors")));
            _tools.Script("ipmitool", $"case \"$*\" in *'sdr dump '*) for last in \"$@\"; do :; done; echo sdr > \"$last\"; exit 0;; esac\n" + File.ReadAllText(_tools.File("ipmitool.script")));
        }
        else
        {
            _tools.Answer("ipmitool", "", "", exitCode: 1, error: "no answer here");
        }
    }

    private IpmiCollector Collector(IBmcTarget? target = null, TimeSpan? timeout = null) => new(
        _parts.Access(target ?? new LocalBmc("")), _parts.Parts, new IpmiSettings { Timeout = timeout ?? TimeSpan.FromSeconds(30) },
        new SelPublisher(_parts.Parts.EventQueue, _parts.Log.Of<SelPublisher>()), () => true);

    private static async Task<CollectorRun> CollectAsync(IpmiCollector collector)
    {
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await collector.CollectAsync(run);
        return run;
    }
}
