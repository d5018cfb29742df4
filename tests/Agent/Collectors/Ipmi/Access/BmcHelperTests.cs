using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Tests.Rigs.Bmc;
using Dcmon.Agent.Tools;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi.Access;

/// <summary>The BMC helper and those who ask it, well or badly.</summary>
public sealed class BmcHelperTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly HelperRig _helper = new();

    public void Dispose() => _helper.Dispose();

    [Fact]
    public async Task Ask_GivesWhatTheToolPrintsAndEndsWith()
    {
        _helper.Tools.Answer("ipmitool", "mc info", "Firmware Revision : 1.52\n", exitCode: 3, error: "half\nof it");
        _helper.Tools.Answer("ipmicfg", "-pminfo", "[Module 1]\n");
        var answer = await AskAsync(BmcQuestion.Controller);

        Assert.Equal((3, "Firmware Revision : 1.52\n", "half of it"), (answer.ExitCode, answer.Text, answer.Error));
        Assert.Equal(["-I open mc info"], _helper.Tools.Calls("ipmitool"));
        Assert.Equal("[Module 1]\n", (await AskAsync(BmcQuestion.PowerSupplies)).Text);
    }

    [Fact]
    public async Task Ask_SensorRepository_IsKeptByTheHelper()
    {
        _helper.Tools.Script("ipmitool", "case \"$*\" in *'sdr dump '*) for file; do :; done; echo records > \"$file\";; *) echo ok;; esac");
        await AskAsync(BmcQuestion.Repository);
        await AskAsync(BmcQuestion.Repository);
        await AskAsync(BmcQuestion.Controller);

        Assert.Equal(2, _helper.Tools.Calls("ipmitool").Length);
        Assert.Matches("^-I open -S .*/sdr/local mc info$", _helper.Tools.Calls("ipmitool")[1]);
    }

    [Theory]
    [InlineData("", "the BMC helper refuses the question '', which is not on its list")]
    [InlineData("raw 0x06 0x02", "the BMC helper refuses the question 'raw 0x06 0x02', which is not on its list")]
    [InlineData("controller\nchassis power off", "the BMC helper refuses the question 'controller chassis power off', which is not on its list")]
    public async Task Ask_WhatIsNotOnTheList_IsRefused(string text, string reason)
    {
        _helper.Tools.Answer("ipmitool", "", "done");
        await using var caller = _helper.Connect();
        await HelperMessage.WriteAsync(caller, Encoding.UTF8.GetBytes(text), default);

        Assert.Equal($"- {reason}\n", await ReadAsync(caller));
        Assert.Empty(_helper.Tools.Calls("ipmitool"));
        Assert.Equal(1, _helper.Log.Count("which is not on its list"));
        await AskAsync(BmcQuestion.Controller);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: bmc\r\n\r\n", "- the BMC helper refuses a message of 1195725856 bytes, where 256 are the most\n")]
    [InlineData("\0\0\u0001\u0001", "- the BMC helper refuses a message of 257 bytes, where 256 are the most\n")]
    public async Task Ask_GarbageOrTooMuch_IsRefused(string bytes, string reason)
    {
        _helper.Tools.Answer("ipmitool", "", "done");
        await using var caller = _helper.Connect();
        await caller.WriteAsync(Encoding.Latin1.GetBytes(bytes));

        Assert.Equal(reason, await ReadAsync(caller));
        Assert.Equal("done", (await AskAsync(BmcQuestion.Controller)).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0")]
    [InlineData("\0\0\0\u000acontr")]
    public async Task Ask_CallerHangs_OthersAreAnsweredSoon(string start)
    {
        _helper.Tools.Answer("ipmitool", "", "done");
        await using var hanging = _helper.Connect();
        await hanging.WriteAsync(Encoding.Latin1.GetBytes(start));
        var answer = AskAsync(BmcQuestion.Controller);
        await Eventually.HoldsAsync(() => answer.IsCompleted, "the next one is answered", () => _helper.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal("done", (await answer).Text);
        Assert.InRange(_helper.Time.GetTimestamp(), 0, TimeSpan.FromMinutes(10).Ticks);
        Assert.Equal(0, await hanging.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Ask_CallerGoesInTheMidst_OthersAreAnswered()
    {
        _helper.Tools.Answer("ipmitool", "", "done");
        await using (var caller = _helper.Connect()) await caller.WriteAsync(new byte[] { 0, 0, 0, 10, 99 });

        Assert.Equal("done", (await AskAsync(BmcQuestion.Controller)).Text);
    }

    [Fact]
    public async Task Ask_CallerDoesNotRead_OthersAreAnswered()
    {
        // More than a socket holds.
        _helper.Tools.Script("ipmitool", "/usr/bin/head -c 3000000 /dev/zero");
        await using var deaf = _helper.Connect();
        await HelperMessage.WriteAsync(deaf, "controller"u8.ToArray(), default);
        await Eventually.HoldsAsync(() => deaf.DataAvailable, "the answer comes");
        _helper.Tools.Script("ipmitool", "echo done");
        var answer = AskAsync(BmcQuestion.Controller);
        await Eventually.HoldsAsync(() => answer.IsCompleted, "the next one is answered", () => _helper.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal("done\n", (await answer).Text);
    }

    [Fact]
    public async Task Ask_TwoAtOnce_AreAnsweredOneAfterTheOther()
    {
        var busy = _helper.Tools.File("busy");
        _helper.Tools.Script("ipmitool", $"/bin/mkdir {busy} || exit 9; /bin/sleep 0.2; /bin/rmdir {busy}; echo done");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(BmcQuestion.Controller)));

        Assert.All(answers, each => Assert.Equal((0, "done\n"), (each.ExitCode, each.Text)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_CallerGoesOrTalksOn_KillsTheTool(bool talksOn)
    {
        var process = _helper.Tools.File("process");
        _helper.Tools.Script("ipmitool", $"echo $$ > {process}.new; /bin/mv {process}.new {process}; exec /bin/sleep 1000");
        await using var caller = _helper.Connect();
        await HelperMessage.WriteAsync(caller, "controller"u8.ToArray(), default);
        await Eventually.HoldsAsync(() => File.Exists(process), "the tool runs");
        if (talksOn) await HelperMessage.WriteAsync(caller, "controller"u8.ToArray(), default);
        else caller.Socket.Shutdown(SocketShutdown.Both);
        await Eventually.HoldsAsync(() => !IsRunning(File.ReadAllText(process)), "the tool is killed");

        _helper.Tools.Script("ipmitool", "echo done");
        Assert.Equal("done\n", (await AskAsync(BmcQuestion.Controller)).Text);
    }

    [Fact]
    public async Task Ask_AgentGivesUp_SaysSo_AndTheNextIsAnswered()
    {
        _helper.Tools.Script("ipmitool", "exec /bin/sleep 1000");
        Assert.Equal("the BMC helper: no answer within 0.5 s; see: journalctl -u dcmon-agent-bmc", await ProblemAsync(_helper.Access, TimeSpan.FromSeconds(0.5)));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.5), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _helper.Access.AskAsync(BmcQuestion.Controller, Long, stop.Token));
        _helper.Tools.Script("ipmitool", "echo done");
        Assert.Equal("done\n", (await AskAsync(BmcQuestion.Controller)).Text);
    }

    [Fact]
    public async Task Ask_ToolOverItsLimits_SaysWhich()
    {
        using var helper = new HelperRig(longestRun: TimeSpan.FromSeconds(0.5));
        Assert.StartsWith("ipmitool is not installed", await ProblemAsync(helper.Access));
        helper.Tools.Script("ipmitool", "exec /bin/sleep 1000");
        Assert.Equal("ipmitool: no answer within 0.5 s", await ProblemAsync(helper.Access));
        helper.Tools.Script("ipmitool", "exec /usr/bin/yes");
        Assert.StartsWith("ipmitool: ", await ProblemAsync(helper.Access));
        Assert.Equal("ipmicfg is not installed", (await Assert.ThrowsAsync<ToolException>(() => helper.Access.AskAsync(BmcQuestion.PowerSupplies, Long, default))).Message);
    }

    [Fact]
    public async Task Ask_NoHelper_SaysSoAndWhatToDo()
    {
        var bmc = new LocalBmc(_helper.Device);
        var gone = _helper.Path + ".gone";
        HelperAccess access = new(gone, bmc, 1000, TimeProvider.System);
        Assert.Equal(
            $"the BMC helper does not run, or this user may not ask it ({gone}: it is not there); see: systemctl status dcmon-agent-bmc.socket",
            await ProblemAsync(access));
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(gone));
        Assert.Contains($"({gone}: Connection refused)", await ProblemAsync(access));
        Assert.Null(access.WhyAbsent());
        Assert.Equal("this machine has no /dev/none0", new HelperAccess(gone, new LocalBmc("/dev/none0"), 1000, TimeProvider.System).WhyAbsent());
    }

    [Theory]
    [InlineData("", "ended without an answer")]
    [InlineData("\0\0\0\u000a0 \n", "ended without an answer")]
    [InlineData("\0\0\0\u0003abc", "what the BMC helper says is no answer")]
    [InlineData("HTTP/1.1 400 Bad Request", "a message of 1213486160 bytes, where 65546 are the most")]
    public async Task Ask_WhatAnswersIsNoHelper_OrHasEnded_SaysSo(string answer, string reason)
    {
        var path = _helper.Path + ".other";
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(path));
        other.Listen();
        var problem = ProblemAsync(new HelperAccess(path, new LocalBmc(_helper.Device), 10, TimeProvider.System));
        using (var caller = await other.AcceptAsync()) await caller.SendAsync(Encoding.Latin1.GetBytes(answer));

        Assert.Contains(reason, await problem);
    }

    private static bool IsRunning(string process)
    {
        try
        {
            using var running = Process.GetProcessById(int.Parse(process, CultureInfo.InvariantCulture));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task<string> ReadAsync(Stream caller) =>
        Encoding.UTF8.GetString(await HelperMessage.ReadAsync(caller, 1000, default));

    private static async Task<string> ProblemAsync(HelperAccess access, TimeSpan? timeout = null) =>
        (await Assert.ThrowsAsync<ToolException>(() => access.AskAsync(BmcQuestion.Controller, timeout ?? Long, default))).Message;

    private Task<ToolResult> AskAsync(BmcQuestion question) => _helper.Access.AskAsync(question, Long, default);
}
