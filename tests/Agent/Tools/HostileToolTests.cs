using System.Diagnostics;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Tools;

/// <summary>Programs that do not do what they should: the agent goes on, and nothing of them stays.</summary>
public sealed class HostileToolTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly FakeTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [Theory]
    [InlineData("exec /usr/bin/yes")]
    [InlineData("/usr/bin/yes")]
    [InlineData("exec /usr/bin/head -c 100000000 /dev/zero")]
    [InlineData("exec /bin/cat /dev/urandom")]
    public async Task Run_TooMuchOutput_IsKilled(string script)
    {
        var error = await FailAsync(script, Long);
        Assert.Equal("tool: more than 4MB of output", error.Message);
        Assert.Contains(("tool", 1, 1), _tools.Runner.Uses);
    }

    [Theory]
    [InlineData("exec /bin/sleep 1000")]
    [InlineData("/bin/sleep 1000 & echo $! > CHILD; /bin/sleep 1000")]
    [InlineData("(/bin/sleep 1000 & echo $! > CHILD) & /bin/sleep 1000")]
    [InlineData("trap '' TERM INT HUP; while :; do /bin/sleep 1; done")]
    [InlineData("exec 1>&- 2>&-; /bin/sleep 1000")]
    [InlineData("while :; do echo x >&2; /bin/sleep 0.01; done")]
    [InlineData("/usr/bin/setsid /bin/sleep 1000 & echo $! > CHILD; wait")]
    public async Task Run_NoEnd_IsKilledWithItsChildren(string script)
    {
        var error = await FailAsync(script, Short);
        Assert.Equal("tool: no answer within 1 s", error.Message);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Run_Stopped_IsKilledAtOnceWithItsChildren()
    {
        _tools.Script("tool", Fill("/bin/sleep 1000 & echo $! > CHILD; echo $$ > PARENT; wait"));
        using var stop = new CancellationTokenSource();
        var run = _tools.Runner.RunAsync(new ToolCall("tool", [], Long), stop.Token);
        await Eventually.HoldsAsync(() => Number("parent") is not null, "it runs");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Run_ChildThatIsLeftBehind_EndsWithItsParent()
    {
        _tools.Script("tool", Fill("echo answer; /bin/sleep 1000 & echo $! > CHILD; echo $$ > PARENT"));
        var result = await _tools.Runner.RunAsync(new ToolCall("tool", [], Long), CancellationToken.None);
        Assert.Equal("answer\n", result.Text);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Run_GrandchildThatBecameADaemonAndHoldsThePipes_IsNotWaitedFor()
    {
        _tools.Script("tool", Fill("echo answer; (/usr/bin/setsid /bin/sleep 1000 & echo $! > CHILD) ; exit 4"));
        var watch = Stopwatch.StartNew();
        var result = await _tools.Runner.RunAsync(new ToolCall("tool", [], Long), CancellationToken.None);
        Assert.Equal((4, "answer\n"), (result.ExitCode, result.Text));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        using var daemon = Process.GetProcessById(Number("child")!.Value);
        daemon.Kill();
    }

    [Fact]
    public async Task Run_AfterAKill_TheLaneIsFree()
    {
        await FailAsync("exec /bin/sleep 1000", Short);
        _tools.Script("tool", "echo well");
        Assert.Equal("well\n", (await _tools.Runner.RunAsync(new ToolCall("tool", [], Long), CancellationToken.None)).Text);
    }

    [Fact]
    public async Task Lane_RunThatDoesNotEnd_IsNamedUntilItDoes()
    {
        var call = new ToolCall("sleep", ["1000"], Long);
        var run = ToolRun.Start(call, new ProcessStartInfo("/bin/sleep", ["1000"]), "/bin", TimeProvider.System);
        var lane = new ToolLane();
        lane.GiveUp(run);
        Assert.Equal(run.ProcessId, lane.StuckProcess);
        using (var process = Process.GetProcessById(run.ProcessId)) process.Kill();
        await Eventually.HoldsAsync(() => lane.StuckProcess is null, "the lane is free");
    }

    private async Task<ToolException> FailAsync(string script, TimeSpan timeout)
    {
        _tools.Script("tool", Fill("echo $$ > PARENT; " + script));
        return await Assert.ThrowsAsync<ToolException>(
            () => _tools.Runner.RunAsync(new ToolCall("tool", [], timeout), CancellationToken.None));
    }

    private string Fill(string script) => script.Replace("CHILD", _tools.File("child")).Replace("PARENT", _tools.File("parent"));

    private async Task NothingIsLeftAsync()
    {
        Assert.NotNull(Number("parent"));
        foreach (var id in new[] { Number("parent"), Number("child") }.OfType<int>())
            await Eventually.HoldsAsync(() => !IsAlive(id), $"process {id} is gone");
    }

    private int? Number(string file) =>
        File.Exists(_tools.File(file)) && int.TryParse(File.ReadAllText(_tools.File(file)), out var number) ? number : null;

    /// <summary>A killed orphan may wait, as a zombie, for an init that does not care.</summary>
    private static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
