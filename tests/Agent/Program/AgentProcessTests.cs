using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Program;

public sealed class AgentProcessTests : IAsyncLifetime
{
    private readonly TestGateway _gateway = new() { IntervalMilliseconds = 1000 };
    private readonly TemporaryDirectory _state = new();

    public Task InitializeAsync() => _gateway.StartAsync();

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _state.Dispose();
    }

    [Fact]
    public async Task Run_EnrolledMachine_ReportsTrueFiguresAndStopsCleanly()
    {
        await EnrollAsync();
        using var agent = Start();
        await Eventually.HoldsAsync(() => _gateway.Stored.Count >= 3, "it reports");
        Assert.Equal(0, await agent.StopAsync());

        var message = _gateway.Messages.First();
        var values = new double[message.Schemas[0].Series.Count];
        ValuePacking.Unpack(message.Reports[0].Values.Span, values);
        var figures = message.Schemas[0].Series.Zip(values).ToDictionary(each => each.First.ToString(), each => each.Second);
        Assert.Equal(Environment.ProcessorCount, figures["cpu_cores"]);
        Assert.Equal(1, figures["collector_up{collector=\"cpu\"}"]);
        var facts = Assert.Single(_gateway.Facts);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/hostname").Trim(), facts.HostName);
        Assert.Contains(new CollectorFacts("cpu", CollectorStates.Up), facts.Collectors!);
        Assert.InRange(Math.Abs(message.Reports[0].Time - TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()), 0, 60_000);
        Assert.DoesNotContain("fail:", agent.Output);
    }

    [Fact]
    public async Task Run_KilledWhileTheServerIsAway_LosesNothing()
    {
        await EnrollAsync();
        using (var agent = Start())
        {
            await Eventually.HoldsAsync(() => _gateway.Stored.Count >= 2, "it reports");
            await _gateway.StopAsync();
            await Eventually.HoldsAsync(() => agent.Output.Contains("Cannot report"), "the outage is logged");
            await Eventually.HoldsAsync(() => SpoolBytes() > 0, "it spools");
            await agent.KillAsync();
        }

        var stored = _gateway.Stored.Count;
        await _gateway.StartAsync();
        _gateway.ForgetSchemas();
        using (var agent = Start())
        {
            await Eventually.HoldsAsync(() => _gateway.Stored.Count > stored + 1, "what was spooled arrives");
            Assert.Equal(0, await agent.StopAsync());
            Assert.Contains("reports of earlier runs wait to be sent", agent.Output);
        }

        // Numbers without a gap, but for the one that a restart makes.
        var numbers = _gateway.Stored.Select(each => each.Sequence).ToArray();
        Assert.True(numbers.Zip(numbers.Skip(1)).Count(pair => pair.Second != pair.First + 1) <= 1);
    }

    [Fact]
    public async Task Run_KilledAndStartedAgain_ReportsEachEventOnce()
    {
        await EnrollAsync();
        using (var agent = Start())
        {
            await Eventually.HoldsAsync(() => Events().Count == 2, "its start arrives");
            await agent.KillAsync();
        }

        using (var agent = Start())
        {
            await Eventually.HoldsAsync(() => Events().Count == 3, "its second start arrives");
            Assert.Equal(0, await agent.StopAsync());
        }

        Assert.Equal([EventKinds.HostBoot, EventKinds.AgentStart, EventKinds.AgentStart, EventKinds.AgentStop],
            Events().Select(each => each.Kind));
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), Events()[0].Key);
        Assert.InRange(Events()[0].Time, 1, Events()[1].Time);

        List<MachineEvent> Events() =>
            [.. _gateway.Stored.Where(each => !each.Extras.IsEmpty).SelectMany(each => ExtrasFormat.Read(each.Extras.Span).Events)];
    }

    [Fact]
    public async Task Run_SecondAgentOnTheSameState_IsRefused()
    {
        await EnrollAsync();
        using var first = Start();
        await Eventually.HoldsAsync(() => _gateway.Stored.Count > 0, "the first one reports");
        var (code, output) = await AgentProcess.RunAsync(null, "run", "--state", _state.Path);
        Assert.Equal(1, code);
        Assert.Contains("another dcmon-agent", output);
    }

    [Fact]
    public async Task Run_CertificateOfSeconds_RenewsByItself()
    {
        _gateway.CertificateLifetime = TimeSpan.FromSeconds(6);
        await EnrollAsync();
        using var agent = Start();
        await Eventually.HoldsAsync(() => _gateway.Serials.Distinct().Count() >= 3, "it renews twice and goes on");
        Assert.Equal(0, await agent.StopAsync());
    }

    [Fact]
    public async Task Run_NotEnrolled_SaysHowOnce()
    {
        var (code, output) = await AgentProcess.RunAsync(null, "run", "--state", _state.Path);
        Assert.Equal(3, code);
        Assert.Equal("dcmon-agent: This machine is not enrolled", Assert.Single(output.Trim().Split('\n')).Split(':', 3) is [var a, var b, _] ? $"{a}:{b}" : "");
    }

    [Fact]
    public async Task Enroll_FromStandardInput_KeepsTheTokenOffTheCommandLine()
    {
        var (code, output) = await AgentProcess.RunAsync(_gateway.EnrollmentUrl + "\n", "enroll", "-", "--state", _state.Path);
        Assert.Equal(0, code);
        Assert.DoesNotContain(_gateway.Token, output);
        (code, output) = await AgentProcess.RunAsync(null, "enroll", _gateway.EnrollmentUrl, "--state", _state.Path);
        Assert.Equal(3, code);
        Assert.Contains("--force", output);
        (code, _) = await AgentProcess.RunAsync(null, "enroll", _gateway.EnrollmentUrl, "--force", "--state", _state.Path);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Enroll_WrongFingerprint_ExitsWithThree()
    {
        var (code, output) = await AgentProcess.RunAsync(null, "enroll", $"{_gateway.Address}#T.{new string('a', 64)}", "--state", _state.Path);
        Assert.Equal(3, code);
        Assert.Contains("Nothing was sent", output);
        Assert.Empty(Directory.GetFileSystemEntries(_state.Path));
    }

    [Theory]
    [InlineData(2, "Unrecognized", "bogus")]
    [InlineData(2, "did you mean 'spool.max_size'?", "check", "--set", "spool.max_sise=1")]
    [InlineData(2, "KEY=VALUE is expected", "check", "--set", "x")]
    [InlineData(2, "enrolment URL", "enroll")]
    [InlineData(2, "must look like https://", "enroll", "http://x")]
    [InlineData(0, "spool.max_size: 1GB", "check")]
    [InlineData(0, "Exit codes:", "--help")]
    [InlineData(0, "# TYPE load1 gauge", "collect", "--once", "--format", "prometheus")]
    [InlineData(0, "\"metric\": \"load1\"", "collect", "--once", "--format", "json")]
    [InlineData(0, "load1 ", "collect", "--once")]
    [InlineData(2, "Must be one of:\n\t'table'\n\t'prometheus'\n\t'json'", "collect", "--once", "--format", "xml")]
    public async Task CommandLine_Any_HasItsExitCodeAndText(int expected, string text, params string[] arguments)
    {
        var (code, output) = await AgentProcess.RunAsync(null, arguments);
        Assert.Equal(expected, code);
        Assert.Contains(text, output);
    }

    private async Task EnrollAsync() =>
        Assert.Equal(0, (await AgentProcess.RunAsync(null, "enroll", _gateway.EnrollmentUrl, "--state", _state.Path)).ExitCode);

    private AgentProcess Start() => AgentProcess.Start(null, "run", "--state", _state.Path, "--set", "interval=1s", "--set", "uplink.backoff_max=1s");

    private long SpoolBytes() => Directory.GetFiles(Path.Combine(_state.Path, "spool"), "*.spool").Sum(path => new FileInfo(path).Length);
}
