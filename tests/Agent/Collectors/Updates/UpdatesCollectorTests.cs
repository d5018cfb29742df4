using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Updates;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Updates;

public sealed class UpdatesCollectorTests : IDisposable
{
    private const string Line = "Inst libssl3 [3.0.17-1] (3.0.20-1 Debian-Security:12/oldstable-security [amd64])\n";

    private readonly TemporaryDirectory _root = new();
    private readonly FakeTools _tools = new();
    private readonly ManualTimeProvider _time = new();
    private readonly UpdatesCollector _collector;

    public UpdatesCollectorTests()
    {
        _root.Write("var/lib/dpkg/status", "");
        _root.Write("var/lib/apt/lists/lock", "");
        _collector = new UpdatesCollector(new UpdatesSettings(), _tools.Runner, _time, _root.Path);
    }

    public void Dispose()
    {
        _tools.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task Collect_Unchanged_SearchesOnce()
    {
        _tools.Answer("apt-get", "dist-upgrade", Line);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal((1, 1, 0), await CollectAsync());
            _time.Advance(TimeSpan.FromHours(2));
        }

        Assert.Single(_tools.Calls("apt-get"));
    }

    [Fact]
    public async Task Collect_DatabaseChanged_SearchesAgainButNotMoreThanHourly()
    {
        _tools.Answer("apt-get", "dist-upgrade", Line);
        await CollectAsync();
        _tools.Script("apt-get", "exit 0");
        File.SetLastWriteTimeUtc(_root.File("var/lib/dpkg/status"), new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal((1, 1, 0), await CollectAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((0, 0, 0), await CollectAsync());
        _time.Advance(TimeSpan.FromHours(1));
        Directory.SetLastWriteTimeUtc(_root.File("var/lib/apt/lists"), new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        _tools.Script("apt-get", $"echo '{Line.Trim()}'");
        Assert.Equal((1, 1, 0), await CollectAsync());
    }

    [Fact]
    public async Task Collect_RebootFile_IsSeenAtOnce()
    {
        _tools.Answer("apt-get", "dist-upgrade", "");
        Assert.Equal((0, 0, 0), await CollectAsync());
        _root.Write("run/reboot-required", "*** System restart required ***\n");
        Assert.Equal((0, 0, 1), await CollectAsync());
    }

    [Fact]
    public async Task Collect_AptFails_SaysWhyAndTriesAgain()
    {
        _tools.Answer("apt-get", "dist-upgrade", Line, 100, "E: dpkg was interrupted");
        var error = await Assert.ThrowsAsync<ToolException>(CollectAsync);
        Assert.Equal("apt-get failed with status 100: E: dpkg was interrupted", error.Message);
        _tools.Script("apt-get", $"echo '{Line.Trim()}'");
        Assert.Equal((1, 1, 0), await CollectAsync());
    }

    [Theory]
    [InlineData(0, 0d)]
    [InlineData(1, 1d)]
    [InlineData(2, null)]
    public async Task Collect_Dnf_CountsAndAsksForTheRestart(int exitCode, double? reboot)
    {
        _tools.Answer("dnf", "check-update", "kernel.x86_64 5.14.0-427.42.1.el9_4 baseos\nbash.x86_64 5.1.8-9.el9 baseos\n", 100);
        _tools.Answer("dnf", "updateinfo list --security", "RHSA-2024:8617 Moderate/Sec. kernel-5.14.0-427.42.1.el9_4.x86_64\n");
        _tools.Answer("needs-restarting", "-r", "", exitCode);
        Assert.Equal((2, 1, reboot), await CollectAsync());
    }

    [Fact]
    public async Task Collect_DnfWithoutItsPlugin_DoesNotKnowOfRestarts()
    {
        _tools.Answer("dnf", "", "");
        Assert.Equal((0, 0, null), await CollectAsync());
    }

    [Fact]
    public async Task Collect_DnfWithoutLists_SaysWhy()
    {
        _tools.Answer("dnf", "", "", 1, "Error: Cache-only enabled but no cache for 'baseos'");
        var error = await Assert.ThrowsAsync<ToolException>(CollectAsync);
        Assert.Contains("no cache for 'baseos'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhyAbsent_NoPackageManager_SaysSo()
    {
        Assert.NotNull(await _collector.WhyAbsentAsync(default));
        _tools.Answer("apt-get", "", "");
        Assert.Null(await _collector.WhyAbsentAsync(default));
    }

    private async Task<(double? All, double? Security, double? Reboot)> CollectAsync()
    {
        var run = new CollectorRun(new SampleSet(), default);
        await _collector.CollectAsync(run);
        return (Value("updates_pending"), Value("updates_security_pending"), Value("reboot_required"));

        double? Value(string metric) => run.Samples.Find(MetricCatalog.Series(metric));
    }
}
