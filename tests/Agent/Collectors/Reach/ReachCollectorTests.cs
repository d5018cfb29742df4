using System.Net;
using System.Net.Sockets;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Reach;
using Dcmon.Agent.Tests.Collectors.Scrape;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Reach;

public sealed class ReachCollectorTests
{
    [Theory]
    [InlineData("ping://10.0.0.1", "ping", "10.0.0.1")]
    [InlineData("ping://[::1]", "ping", "::1")]
    [InlineData("tcp://host:22", "tcp", "host")]
    [InlineData("http://host/health?x=1", "http", "host")]
    [InlineData("https://host:8443", "https", "host")]
    public void Target_Good_IsRead(string text, string scheme, string host)
    {
        Assert.True(ReachTarget.TryParse(text, out var target));
        Assert.Equal((scheme, host), (target.Scheme, target.Host));
    }

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData("tcp://host")]
    [InlineData("tcp://host:22/path")]
    [InlineData("ping://host:22")]
    [InlineData("ping://")]
    [InlineData("udp://host:53")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@host/")]
    [InlineData("tcp://host:99999")]
    public void Target_Bad_IsRefused(string text) => Assert.False(ReachTarget.TryParse(text, out _));

    [Theory]
    [InlineData("ping://127.0.0.1")]
    [InlineData("ping://localhost")]
    [InlineData("ping://[::1]")]
    public async Task Ping_Loopback_AnswersEachProbe(string target)
    {
        Assert.True(Environment.IsPrivilegedProcess, "Raw sockets need CAP_NET_RAW: run the tests as root.");
        var run = await ReachAsync(target, probes: 3);
        Assert.Empty(run.Troubles);
        Assert.Equal((1, 0), (Own(run, "reach_up"), Own(run, "reach_loss_ratio")));
        Assert.InRange(Own(run, "reach_latency_seconds")!.Value, 1e-7, 1);
    }

    [Fact]
    public async Task Ping_AddressThatNobodyHas_IsLost()
    {
        var run = await ReachAsync("ping://255.255.255.255", probes: 2, timeout: 0.3);
        Assert.Equal((0, 1), (Own(run, "reach_up"), Own(run, "reach_loss_ratio")));
        Assert.Null(Own(run, "reach_latency_seconds"));
        Assert.NotEmpty(run.Troubles);
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public void Echo_OnlyItsOwnReply_IsTheAnswer(AddressFamily family)
    {
        var request = new EchoRequest(family, 7);
        var reply = request.Bytes.ToArray();
        Assert.False(request.IsAnsweredBy(reply, isRaw: false));
        reply[0] = family == AddressFamily.InterNetwork ? (byte)0 : (byte)129;
        // The kernel puts another identifier in.
        (reply[4], reply[5]) = (0x12, 0x34);
        Assert.True(request.IsAnsweredBy(reply, isRaw: false));
        Assert.False(new EchoRequest(family, 7).IsAnsweredBy(reply, isRaw: false));
        for (var length = 0; length < reply.Length; length++) Assert.False(request.IsAnsweredBy(reply.AsSpan(0, length), isRaw: true));
        reply[^1] ^= 1;
        Assert.False(request.IsAnsweredBy(reply, isRaw: false));
    }

    [Fact]
    public async Task Tcp_PortThatListens_IsReached()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var run = await ReachAsync(target);
        Assert.Equal((1, 0), (Own(run, "reach_up"), Own(run, "reach_loss_ratio")));
        Assert.Null(Own(run, "reach_http_status"));

        listener.Stop();
        run = await ReachAsync(target);
        Assert.Equal((0, 1), (Own(run, "reach_up"), Own(run, "reach_loss_ratio")));
        Assert.Equal(["target: Connection refused"], run.Troubles);
    }

    [Fact]
    public async Task Http_StatusDecides()
    {
        var (status, asked) = (200, 0);
        await using var server = await MetricsServer.StartAsync(context =>
        {
            Interlocked.Increment(ref asked);
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        var run = await ReachAsync(server.Url.ToString(), probes: 3);
        Assert.Equal((1, 0, 200, 3), (Own(run, "reach_up"), Own(run, "reach_loss_ratio"), Own(run, "reach_http_status"), asked));

        status = 503;
        run = await ReachAsync(server.Url.ToString());
        Assert.Equal((0, 1, 503), (Own(run, "reach_up"), Own(run, "reach_loss_ratio"), Own(run, "reach_http_status")));
        Assert.Equal(["target: it answers 503"], run.Troubles);
    }

    [Fact]
    public async Task Http_SomeProbesLost_AreTheirPart()
    {
        var asked = 0;
        await using var server = await MetricsServer.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref asked) % 2 == 0)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        var run = await ReachAsync(server.Url.ToString(), probes: 4, timeout: 2);
        Assert.Equal((1, 0.5), (Own(run, "reach_up"), Own(run, "reach_loss_ratio")));
        Assert.Equal(["target: no answer within 2 s"], run.Troubles);
    }

    [Fact]
    public async Task Http_CertificateOfAStranger_IsNotReached()
    {
        using var authority = new Support.TestAuthority();
        using var certificate = authority.Issue("127.0.0.1", Support.TestAuthority.ServerAuthentication);
        await using var server = await MetricsServer.StartAsync(
            _ => Task.CompletedTask,
            kestrel => kestrel.Listen(
                IPAddress.Loopback, 0, listen => Microsoft.AspNetCore.Hosting.ListenOptionsHttpsExtensions.UseHttps(listen, certificate)));
        var run = await ReachAsync(server.Url.ToString());
        Assert.Equal(0, Own(run, "reach_up"));
        Assert.Contains("certificate", Assert.Single(run.Troubles));
    }

    [Fact]
    public async Task Name_ThatIsNone_IsNotReached()
    {
        var run = await ReachAsync("tcp://no-such-host.invalid:22");
        Assert.Equal((0, 1), (Own(run, "reach_up"), Own(run, "reach_loss_ratio")));
        Assert.Contains("no-such-host.invalid", Assert.Single(run.Troubles));
    }

    private static async Task<CollectorRun> ReachAsync(string target, int probes = 1, double timeout = 5)
    {
        var settings = new ReachSettings { Target = target, Probes = probes, Timeout = TimeSpan.FromSeconds(timeout) };
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await new ReachCollector("t", settings, TimeProvider.System).CollectAsync(run);
        return run;
    }

    private static double? Own(CollectorRun run, string metric) => run.Samples.Find(MetricCatalog.Series(metric, new Label("target", "t")));
}
