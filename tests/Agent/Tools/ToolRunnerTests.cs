using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Self;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Tools;

public sealed class ToolRunnerTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly FakeTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [Fact]
    public async Task Run_Answer_IsReadWhole()
    {
        _tools.Answer("tool", "sdr elist", "a\nb \u00b0\n", exitCode: 3, error: "one\n\u001b[1mtwo");
        var result = await RunAsync("tool", "-I", "open", "sdr", "elist");
        Assert.Equal((3, "a\nb \u00b0\n", "one [1mtwo"), (result.ExitCode, result.Text, result.Error));
        Assert.InRange(result.Took, TimeSpan.FromTicks(1), Long);
        Assert.Equal(["-I open sdr elist"], _tools.Calls("tool"));
    }

    [Fact]
    public async Task Run_Arguments_ReachTheProgramAsTheyAre()
    {
        _tools.Script("tool", "for each; do printf '[%s]' \"$each\"; done");
        Assert.Equal("[a b][$(id)][;][][*]", (await RunAsync("tool", "a b", "$(id)", ";", "", "*")).Text);
    }

    [Fact]
    public async Task Run_Environment_IsFixed()
    {
        _tools.Script("tool", "/usr/bin/env; pwd; read line || echo nothing to read");
        var call = new ToolCall("tool", [], Long) { Environment = new Dictionary<string, string> { ["EXTRA"] = "1", ["LC_ALL"] = "de_DE" } };
        var lines = (await _tools.Runner.RunAsync(call, CancellationToken.None)).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] ofTheShell = ["PWD=", "OLDPWD=", "SHLVL=", "_="];
        Assert.Equal(
            ["/", "EXTRA=1", "HOME=/nonexistent", "LANG=C", "LC_ALL=C", $"PATH={_tools.Settings.Path[0]}", "TZ=UTC", "nothing to read"],
            lines.Where(line => !ofTheShell.Any(line.StartsWith)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_Input_IsRead()
    {
        _tools.Script("tool", "/usr/bin/wc -c");
        var call = new ToolCall("tool", [], Long) { Input = new string('x', 200_000) };
        Assert.Equal("200000", (await _tools.Runner.RunAsync(call, CancellationToken.None)).Text.Trim());
    }

    [Fact]
    public async Task Run_InputThatNobodyReads_HarmsNothing()
    {
        _tools.Script("tool", "echo done");
        var call = new ToolCall("tool", [], Long) { Input = new string('x', 1_000_000) };
        Assert.Equal("done\n", (await _tools.Runner.RunAsync(call, CancellationToken.None)).Text);
    }

    [Fact]
    public async Task Run_MuchOnBothOutputs_IsReadWithoutADeadlock()
    {
        _tools.Script("tool", "/usr/bin/head -c 1000000 /dev/zero >&2; /usr/bin/head -c 1000000 /dev/zero");
        var result = await RunAsync("tool");
        Assert.Equal(1_000_000, result.Output.Length);
        Assert.Equal("", result.Error); // Nothing but control characters.
    }

    [Fact]
    public async Task Run_SameLane_OneAfterTheOther()
    {
        _tools.Script("tool", "/bin/mkdir \"$0.busy\" || exit 1; /bin/sleep 0.05; /bin/rmdir \"$0.busy\"");
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync("tool")));
        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
        Assert.Contains(("tool", 6, 0), _tools.Runner.Uses);
    }

    [Fact]
    public async Task Run_ManyLanes_FourAtOnce()
    {
        _tools.Script("tool", "exec /bin/sleep 1000");
        using var stop = new CancellationTokenSource();
        var runs = Enumerable.Range(0, 7)
            .Select(i => _tools.Runner.RunAsync(new ToolCall("tool", [], Long) { Lane = $"lane{i}" }, stop.Token)).ToArray();
        await Eventually.HoldsAsync(() => _tools.Calls("tool").Length >= 4, "four run");
        Assert.Equal(("tool", 4, 0), Assert.Single(_tools.Runner.Uses));
        await stop.CancelAsync();
        foreach (var run in runs) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(("tool", 4, 4), Assert.Single(_tools.Runner.Uses));
    }

    [Fact]
    public async Task Uses_RunTool_AreReported()
    {
        _tools.Answer("tool", "", "x");
        await RunAsync("tool");
        using var parts = new TestParts();
        var samples = new SampleSet();
        new SelfCollector(parts.Parts.Spool, _tools.Runner, parts.Parts.EventQueue).Collect(samples);
        Assert.Equal(1, samples.Find(MetricCatalog.Series("agent_tool_runs_total", new Label("tool", "tool"))));
        Assert.Equal(0, samples.Find(MetricCatalog.Series("agent_tool_kills_total", new Label("tool", "tool"))));
    }

    [Fact]
    public async Task Run_ProgramThatIsNotThere_SaysWhereItWasLookedFor()
    {
        var error = await Assert.ThrowsAsync<ToolException>(() => RunAsync("smartctl"));
        Assert.Equal($"smartctl is not installed: it is not in {_tools.Settings.Path[0]}", error.Message);
    }

    [Fact]
    public async Task Run_FileThatCannotBeExecuted_SaysSo()
    {
        File.WriteAllText(_tools.File("tool"), "#!/nonexistent/interpreter\n");
        File.SetUnixFileMode(_tools.File("tool"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var result = await RunAsync("tool");
        Assert.Equal(127, result.ExitCode);
        Assert.Contains("No such file", result.Error);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherWrite)]
    public void Find_FileThatCannotOrMustNotBeRun_IsNotFound(UnixFileMode mode)
    {
        File.WriteAllText(_tools.File("tool"), "#!/bin/sh\n");
        File.SetUnixFileMode(_tools.File("tool"), mode);
        Assert.Null(_tools.Runner.Find("tool"));
        File.SetUnixFileMode(_tools.File("tool"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal(_tools.File("tool"), _tools.Runner.Find("tool"));
    }

    [Fact]
    public void Find_DirectoryThatOthersMayWrite_IsLeftOut()
    {
        _tools.Script("tool", "");
        File.SetUnixFileMode(_tools.Settings.Path[0], (UnixFileMode)0b111_111_111);
        Assert.Null(_tools.Runner.Find("tool"));
    }

    private Task<ToolResult> RunAsync(string tool, params string[] arguments) =>
        _tools.Runner.RunAsync(new ToolCall(tool, arguments, Long), CancellationToken.None);
}
