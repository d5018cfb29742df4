using System.Text.RegularExpressions;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Smart;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Smart;

/// <summary>The collector with the agent's own runner of tools, on programs that answer as smartctl and nvme do.</summary>
public sealed class SmartCollectorTests : IDisposable
{
    private const string Hdd = """model="HGST HUS726040ALA614",serial="K4000001"}""";

    private readonly SysfsTree _tree = new();
    private readonly FakeTools _tools = new();
    private readonly Lazy<SmartCollector> _collector;
    private readonly TestEvents _events = new();
    private SmartSettings _settings = new();

    public SmartCollectorTests() => _collector = new(() => New());

    public void Dispose()
    {
        _tools.Dispose();
        _tree.Dispose();
        _events.Dispose();
    }

    [Fact]
    public async Task Collect_DrivesOfAllKinds_HaveTheirFigures()
    {
        Drives("nvme0n1", "nvme0n2", "nvme0c0n1", "sda", "sdb", "sr0", "loop0", "md0", "vda");
        Answer("/dev/nvme0n1", "nvme-intel-p4510");
        Answer("/dev/sda", "sata-hgst-7k6000");
        Answer("/dev/sdb", "sas-seagate-constellation");
        Answer("--scan -j", "scan-megaraid");
        Answer("-d megaraid,0 /dev/bus/0", "sas-hitachi-10k");
        Answer("-d sat+megaraid,1 /dev/bus/0", "sata-hgst-7k6000");
        var (found, troubles) = await CollectAsync();
        Assert.Empty(troubles);
        Assert.Equal(30, found["""smart_temperature_celsius{device="nvme0n1",model="INTEL SSDPE2KX080T8",serial="BTLJ000000018P0H"}"""]);
        Assert.Equal(0, found["""smart_critical_warning{device="nvme0n1",model="INTEL SSDPE2KX080T8",serial="BTLJ000000018P0H",warning="spare"}"""]);
        Assert.Equal(31, found["""smart_temperature_celsius{device="sda",""" + Hdd]);
        Assert.Equal(0, found["""smart_asleep{device="sda",""" + Hdd]);
        Assert.Equal(56, found["""smart_grown_defects{device="sdb",model="SEAGATE ST4000NM0043",serial="Z1Z000010000"}"""]);
        Assert.Equal(26, found["""smart_temperature_celsius{device="bus/0/megaraid,0",model="HITACHI H109060SESUN600G",serial="001352000001"}"""]);
        // The same drive as sda: once is enough.
        Assert.DoesNotContain(found.Keys, series => series.Contains("sat+megaraid,1", StringComparison.Ordinal));
        Assert.Equal(6, _tools.Calls("smartctl").Length);
    }

    [Fact]
    public async Task Collect_ADriveThatFellAsleep_KeepsWhatCannotChange()
    {
        Drives("sda");
        Answer("/dev/sda", "sata-hgst-7k6000");
        await CollectAsync();
        _tools.Script("smartctl", $"/bin/cat {Copy("asleep")}; exit 3");
        var (found, troubles) = await CollectAsync();
        Assert.Empty(troubles);
        Assert.Equal(1, found["""smart_asleep{device="sda",""" + Hdd]);
        Assert.Equal(0, found["""smart_reallocated_sectors{device="sda",""" + Hdd]);
        Assert.DoesNotContain("""smart_temperature_celsius{device="sda",""" + Hdd, found.Keys);
    }

    [Fact]
    public async Task Collect_ADriveThatTheKernelPutToSleep_IsNotEvenOpened()
    {
        Drives("sda", "sdb");
        _tree.Write("sys/block/sda/device/power", "runtime_status=suspended");
        Answer("/dev/sdb", "sata-hgst-7k6000");
        var (found, _) = await CollectAsync();
        Assert.Equal(1, found["""smart_asleep{device="sda"}"""]);
        Assert.Contains(_tools.Calls("smartctl"), call => call.EndsWith("/dev/sdb", StringComparison.Ordinal));
        Assert.DoesNotContain(_tools.Calls("smartctl"), call => call.EndsWith("/dev/sda", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Collect_ADriveThatGetsWorse_IsReportedOnce_AlsoWhereTheAgentIsKilled()
    {
        Drives("sda");
        var hdd = Fixture.Text("Collectors/Smart/Fixtures/sata-hgst-7k6000.json");
        await RestartAsync(hdd);
        Assert.Empty(_events.Take());
        var worse = hdd.Replace("\"passed\": true", "\"passed\": false");
        Assert.NotEqual(hdd, worse);
        await RestartAsync(worse);
        var unkept = _events.Take(keep: false);
        await RestartAsync(worse);
        var reported = _events.Take();
        await RestartAsync(worse);
        Assert.Empty(_events.Take());

        Assert.Equal(unkept.Select(each => each.Key), reported.Select(each => each.Key));
        var failing = Assert.Single(reported, each => each.Severity == EventSeverity.Critical);
        Assert.Equal((EventKinds.DiskHealth, "the drive says that it fails"), (failing.Kind, failing.Message));
        Assert.Equal(["device=sda", "model=HGST HUS726040ALA614", "serial=K4000001"], failing.Subject.Select(each => $"{each.Name}={each.Value}"));
        await RestartAsync(hdd);
        Assert.All(_events.Take(), each => Assert.Equal(EventSeverity.Info, each.Severity));
    }

    [Fact]
    public async Task Collect_NvmeWarningsAndErrors_AreReportedOneByOne()
    {
        Drives("nvme0n1");
        var good = Fixture.Text("Collectors/Smart/Fixtures/nvme-samsung-pm983.json");
        await RestartAsync(good);
        var bad = Regex.Replace(Regex.Replace(good, "\"critical_warning\": ?0", "\"critical_warning\": 12"), "\"media_errors\": ?[0-9]+", "\"media_errors\": 77");
        await RestartAsync(bad.Replace("\"passed\": true", "\"passed\": false"));
        var reported = _events.Take();
        Assert.Equal(
            ["smart_media_errors_total", "warning.reliability", "warning.read_only"], reported.Select(each => each.Details.Single(detail => detail.Name == "metric").Value));
        Assert.Equal([EventSeverity.Error, EventSeverity.Critical, EventSeverity.Critical], reported.Select(each => each.Severity));
        Assert.Equal(3, reported.Select(each => each.Key).Distinct().Count());
    }

    [Fact]
    public async Task Collect_OneDriveThatFails_HarmsNoOther()
    {
        Drives("sda", "sdb", "sdc", "sdd");
        Answer("/dev/sda", "not-permitted", 2);
        _tools.Answer("smartctl", "/dev/sdb", "{\"smartctl\": {\"exit_st");
        Answer("/dev/sdc", "raid-volume", 2);
        Answer("/dev/sdd", "sata-hgst-7k6000");
        var (found, troubles) = await CollectAsync();
        Assert.Equal(
            ["sda: Smartctl open device: /dev/sda failed: Permission denied", "sdb: smartctl's answer is no JSON, or only a part of it"],
            troubles.Where(each => !each.StartsWith("scan", StringComparison.Ordinal)));
        Assert.Equal(31, found["""smart_temperature_celsius{device="sdd",""" + Hdd]);
    }

    [Fact]
    public async Task Collect_ADriveThatHangs_IsKilledAndAskedLastFromThenOn()
    {
        _settings = new SmartSettings { Timeout = TimeSpan.FromSeconds(2) };
        Drives("sda", "sdb");
        _tools.Script("smartctl", $"case \"$*\" in *sda) sleep 1000;; *sdb) /bin/cat {Copy("sata-hgst-7k6000")};; *) echo '{{\"devices\": []}}';; esac");
        for (var run = 0; run < 2; run++)
        {
            var (found, troubles) = await CollectAsync();
            Assert.StartsWith("sda: ", Assert.Single(troubles), StringComparison.Ordinal);
            Assert.Equal(31, found["""smart_temperature_celsius{device="sdb",""" + Hdd]);
        }

        var order = _tools.Calls("smartctl").Where(call => !call.StartsWith("--scan", StringComparison.Ordinal)).Select(call => call[^3..]);
        Assert.Equal(["sda", "sdb", "sdb", "sda"], order);
    }

    [Theory]
    [InlineData("yes '{\"smartctl\":'")]
    [InlineData("head -c 100000000 /dev/zero")]
    [InlineData("head -c 100000 /dev/urandom")]
    [InlineData("kill -9 $$")]
    [InlineData("echo 'smartctl 7.3: Ger\\344t nicht gefunden'; exit 2")]
    public async Task Collect_HostileAnswers_LoseThatDriveOnly(string script)
    {
        Drives("sda", "sdb");
        _tools.Script("smartctl", $"PATH=/usr/bin:/bin; case \"$*\" in *sda) {script};; *sdb) cat {Copy("sata-hgst-7k6000")};; *) echo '{{\"devices\": []}}';; esac");
        var (found, troubles) = await CollectAsync();
        Assert.StartsWith("sda: ", Assert.Single(troubles), StringComparison.Ordinal);
        Assert.Equal(31, found["""smart_temperature_celsius{device="sdb",""" + Hdd]);
    }

    [Fact]
    public async Task Collect_NoDriveAnswers_Fails()
    {
        Drives("sda", "sdb");
        Answer("/dev/sda", "not-permitted", 2);
        Answer("/dev/sdb", "raid-volume", 2);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => CollectAsync());
        Assert.Contains("Permission denied", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collect_OnlyNvmeCli_AsksIt()
    {
        Drives("nvme0n1", "sda");
        _tree.Write("sys/block/nvme0n1/device", "model=INTEL SSDPE2KX080T8  ", "serial=BTLJ1", "firmware_rev=VDV10131");
        _tools.Answer("nvme", "smart-log /dev/nvme0n1 -o json", Fixture.Bytes("Collectors/Smart/Fixtures/nvme-cli-smart-log.json"));
        var (found, troubles) = await CollectAsync();
        Assert.Empty(troubles);
        Assert.Equal(30, found["""smart_temperature_celsius{device="nvme0n1",model="INTEL SSDPE2KX080T8",serial="BTLJ1"}"""]);
        Assert.Equal(1, found["""smart_critical_warning{device="nvme0n1",model="INTEL SSDPE2KX080T8",serial="BTLJ1",warning="reliability"}"""]);
        Assert.DoesNotContain(found.Keys, series => series.Contains("sda", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Collect_ExcludedDrives_AreLeftAlone()
    {
        _settings = new SmartSettings { Exclude = ["sd*", "bus/*"] };
        Drives("sda", "nvme0n1");
        Answer("--scan -j", "scan-megaraid");
        Answer("/dev/nvme0n1", "nvme-intel-p4510");
        await CollectAsync();
        Assert.Equal(2, _tools.Calls("smartctl").Length);
    }

    [Fact]
    public async Task WhyAbsent_WithoutDrivesOrTools_SaysWhich()
    {
        Drives("vda", "zram0");
        Assert.Contains("no SATA", await WhyAbsentAsync(), StringComparison.Ordinal);
        Drives("sda");
        Assert.Contains("neither smartctl", await WhyAbsentAsync(), StringComparison.Ordinal);
        _tools.Answer("nvme", "", "");
        Assert.Contains("smartctl (package", await WhyAbsentAsync(), StringComparison.Ordinal);
        Drives("nvme0n1");
        Assert.Null(await WhyAbsentAsync());
    }

    private async Task<string?> WhyAbsentAsync() => await _collector.Value.WhyAbsentAsync(default);

    private async Task<(Dictionary<string, double> Found, IReadOnlyList<string> Troubles)> CollectAsync()
    {
        var run = new CollectorRun(new SampleSet(), default);
        await _collector.Value.CollectAsync(run);
        return (Enumerable.Range(0, run.Samples.Count).ToDictionary(i => run.Samples.Series[i].ToString(), i => run.Samples.Values[i]),
            run.Troubles);
    }

    private void Drives(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _tree.Write($"sys/block/{name}/device", "state=running");
    }

    private void Answer(string arguments, string fixture, int exitCode = 0) =>
        _tools.Answer("smartctl", arguments, Fixture.Bytes($"Collectors/Smart/Fixtures/{fixture}.json"), exitCode);

    /// <summary>A fixture as a file that a script can print.</summary>
    private string Copy(string fixture)
    {
        File.WriteAllBytes(_tools.File(fixture), Fixture.Bytes($"Collectors/Smart/Fixtures/{fixture}.json"));
        return _tools.File(fixture);
    }

    private SmartCollector New() =>
        new(_tree.Roots, _settings, _tools.Runner, new DriveEvents(_events.Publisher, _events.Reported("drives"), TimeProvider.System), TimeProvider.System);

    /// <summary>A run of an agent that just started.</summary>
    private async Task RestartAsync(string answer)
    {
        File.WriteAllText(_tools.File("answer"), answer);
        _tools.Script("smartctl", $"case \"$*\" in *--scan*) echo '{{\"devices\": []}}';; *) /bin/cat {_tools.File("answer")};; esac");
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await New().CollectAsync(run);
        Assert.Empty(run.Troubles);
    }
}
