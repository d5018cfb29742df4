using Dcmon.Agent.Cli;
using Dcmon.Agent.Service;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Service;

public sealed class NotifySocketTests
{
    [Fact]
    public async Task Send_PathOrAbstractName_ArrivesAsOneMessage()
    {
        using var directory = new TemporaryDirectory();
        foreach (var path in new[] { directory.File("notify"), $"@dcmon-test-{Guid.NewGuid():N}" })
        {
            using var manager = new ManagerSocket(path);
            Assert.True(new NotifySocket(path).Send("READY=1", "STATUS=two\nlines\0 of text"));
            await Eventually.HoldsAsync(() => manager.Messages.Count > 0, "the message arrives");
            Assert.Equal("READY=1\nSTATUS=two lines of text\n", Assert.Single(manager.Messages));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nonexistent/notify")]
    public void Send_NobodyThere_IsFalseAndNoError(string? path) => Assert.False(new NotifySocket(path).Send("READY=1"));

    [Theory]
    [InlineData("60000000", null, 60.0)]
    [InlineData("60000000", "7", 60.0)]
    [InlineData("500000", "7", 0.5)]
    [InlineData("60000000", "8", null)]
    [InlineData("0", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void Watchdog_Variables_AreReadForThisProcessOnly(string? microseconds, string? process, double? seconds) =>
        Assert.Equal(seconds, WatchdogTime.Read(microseconds, process, self: 7)?.TotalSeconds);

    [Fact]
    public void Platform_OtherSystems_AreRefusedWithALine()
    {
        Assert.Null(Platform.Problem(isLinux: true, "Linux 6.1"));
        Assert.Equal("dcmon-agent: runs on Linux only; this is Darwin 23.1.", Platform.Problem(isLinux: false, "Darwin 23.1"));
    }
}
