using System.Text.Json;
using Dcmon.Agent.Tests.Program;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Service;

/// <summary>
/// The real program as a service: what it tells the service manager and <c>status</c>, and how it loads its settings anew.
/// </summary>
public sealed class ServiceProcessTests : IAsyncLifetime
{
    private readonly TestGateway _gateway = new() { IntervalMilliseconds = 0 };
    private readonly TemporaryDirectory _directory = new();

    private string State => _directory.File("state");

    private string Config => _directory.File("agent.yaml");

    public async Task InitializeAsync()
    {
        await _gateway.StartAsync();
        File.WriteAllText(Config, "interval: 1s\nuplink: {backoff_max: 1s}\n");
        Assert.Equal(0, (await AgentProcess.RunAsync(null, "enroll", _gateway.EnrollmentUrl, "--state", State)).ExitCode);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Run_UnderAServiceManager_NotifiesItFromReadyToStopping()
    {
        using var manager = new ManagerSocket(_directory.File("notify"));
        using var agent = AgentProcess.StartWith(new() { ["NOTIFY_SOCKET"] = manager.Path, ["WATCHDOG_USEC"] = "400000" }, null, Arguments);
        await Eventually.HoldsAsync(() => manager.Count("WATCHDOG=1") >= 2, "it is alive");
        Assert.InRange(Index(manager, "READY=1"), 0, Index(manager, "WATCHDOG=1") - 1);
        await Eventually.HoldsAsync(() => manager.Messages.Any(each => each.Contains($"STATUS=Reporting to {_gateway.Address}")), "it says what it does");

        agent.Reload();
        await Eventually.HoldsAsync(() => manager.Count("READY=1") == 2, "it is ready again");
        var reloading = Index(manager, "RELOADING=1");
        Assert.Matches("^MONOTONIC_USEC=[0-9]{4,}$", manager.Messages[reloading].Split('\n')[1]);
        Assert.Equal(0, manager.Count("STOPPING=1"));

        Assert.Equal(0, await agent.StopAsync());
        await Eventually.HoldsAsync(() => manager.Messages[^1].StartsWith("STOPPING=1\n"), "it says that it stops");
    }

    [Fact]
    public async Task Reload_BadThenGoodSettings_KeepsTheOldThenTakesTheNewAndLosesNothing()
    {
        using var agent = AgentProcess.Start(null, Arguments);
        await Eventually.HoldsAsync(() => _gateway.Stored.Count >= 2, "it reports");

        File.WriteAllText(Config, "interval: 0s\nspool: {max_sise: 1GB}\n");
        agent.Reload();
        await Eventually.HoldsAsync(() => agent.Output.Contains("the old ones stay in effect"), "the bad settings are refused");
        Assert.Contains("'interval' must be from 1s to 1h.", agent.Output);
        Assert.Contains("did you mean 'spool.max_size'?", agent.Output);
        var before = _gateway.Stored.Count;
        await Eventually.HoldsAsync(() => _gateway.Stored.Count >= before + 2, "it goes on");

        File.WriteAllText(Config, "interval: 2s\nlog: {format: json}\n");
        agent.Reload();
        await Eventually.HoldsAsync(() => agent.Output.Contains("the new settings are valid"), "the good settings are taken");
        before = _gateway.Stored.Count;
        await Eventually.HoldsAsync(() => _gateway.Stored.Count >= before + 3, "it reports with them");
        Assert.Equal(0, await agent.StopAsync());

        // No report is left out: each second has one, and after the reload each other second; one beat may be late.
        var times = _gateway.Stored.Select(each => each.Time).ToArray();
        Assert.InRange(times.Zip(times.Skip(1), (one, next) => next - one).Max(), 1_900, 2_900);
        var numbers = _gateway.Stored.Select(each => each.Sequence).ToArray();
        Assert.Equal(1, numbers.Zip(numbers.Skip(1)).Count(pair => pair.Second != pair.First + 1));
    }

    [Fact]
    public async Task Reload_SettingsThatCannotBeUsed_GoesOnWithTheOld()
    {
        File.WriteAllText(Config, $"interval: 1s\nstate: {State}\n");
        using var agent = AgentProcess.Start(null, "run", "--config", Config);
        await Eventually.HoldsAsync(() => _gateway.Stored.Count >= 1, "it reports");
        File.WriteAllText(Config, $"interval: 1s\nstate: {_directory.File("elsewhere")}\n");
        agent.Reload();
        await Eventually.HoldsAsync(() => agent.Output.Contains("the old ones stay in effect"), "the state without an identity is refused");
        Assert.Contains("is not enrolled", agent.Output);
        var before = _gateway.Stored.Count;
        await Eventually.HoldsAsync(() => _gateway.Stored.Count >= before + 2, "it goes on");
        Assert.Equal(0, await agent.StopAsync());
    }

    [Fact]
    public async Task Status_ConnectedThenNotThenNoAgent_SaysSoInItsExitCodeToo()
    {
        using (var agent = AgentProcess.Start(null, Arguments))
        {
            await Eventually.HoldsAsync(() => agent.Output.Contains("Reporting to"), "it reports");
            var (code, output) = await StatusAsync("--format", "json");
            Assert.Equal(0, code);
            using var json = JsonDocument.Parse(output);
            var status = json.RootElement;
            Assert.True(status.GetProperty("connection").GetProperty("isUp").GetBoolean());
            Assert.Equal(1, status.GetProperty("intervalSeconds").GetDouble());
            Assert.Contains(status.GetProperty("collectors").EnumerateArray(), each => each.GetProperty("name").GetString() == "cpu" && each.GetProperty("state").GetString() == "up");
            const UnixFileMode ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
            Assert.Equal(ours, File.GetUnixFileMode(Path.Combine(State, "status.sock")));

            await _gateway.StopAsync();
            await Eventually.HoldsAsync(() => agent.Output.Contains("Cannot report"), "the outage is noticed");
            (code, output) = await StatusAsync();
            Assert.Equal(1, code);
            Assert.Matches(@"(?m)^connection  down for [0-9.]+s: .*the server took a message last at ", output);
            Assert.Matches(@"(?m)^cpu +up ", output);
            Assert.Equal(0, await agent.StopAsync());
        }

        var (none, said) = await StatusAsync();
        Assert.Equal(1, none);
        Assert.Contains("No agent answers", said);
    }

    [Fact]
    public async Task Status_NoBmcHelper_SaysSoInPlainWords()
    {
        var (device, socket) = (_directory.File("ipmi"), _directory.File("bmc.sock"));
        File.WriteAllText(device, "");
        File.AppendAllText(Config, $"collect: {{ipmi: {{device: {device}, helper: {socket}}}}}\n");
        using var agent = AgentProcess.Start(null, Arguments);
        await Eventually.HoldsAsync(
            async () => (await StatusAsync()).Output.Contains(
                $"the BMC helper does not run, or this user may not ask it ({socket}: it is not there); see: systemctl status dcmon-agent-bmc.socket"),
            "the status says why");
        Assert.Matches("(?m)^ipmi +down ", (await StatusAsync()).Output);
        Assert.Equal(0, await agent.StopAsync());
    }

    private string[] Arguments => ["run", "--config", Config, "--state", State];

    private Task<(int ExitCode, string Output)> StatusAsync(params string[] more) =>
        AgentProcess.RunAsync(null, ["status", "--config", Config, "--state", State, .. more]);

    private static int Index(ManagerSocket manager, string line) =>
        manager.Messages.ToList().FindIndex(each => each.Split('\n').Contains(line));
}
