using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Scrape;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Scrape;

public sealed class ScrapeCollectorTests : IDisposable
{
    private static readonly Series Foo = new("foo", MetricKind.Gauge, "", new Label("target", "t"));

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Scrape_NodeExporter_HasItsValues()
    {
        using var exporter = await NodeExporter.StartAsync();
        var run = await ScrapeAsync(new ScrapeSettings { Url = exporter.Url, Drop = ["go_*", "promhttp_*"] });
        var theirs = await exporter.ScrapeAsync();

        Assert.Null(run.Failure);
        Assert.Empty(run.Troubles);
        Assert.Equal(1, Own(run, "scrape_up"));
        Assert.InRange(Own(run, "scrape_samples")!.Value, 100, 1_000);
        Assert.Equal(
            theirs["node_memory_MemTotal_bytes"],
            run.Samples.Find(new Series("node_memory_MemTotal_bytes", MetricKind.Gauge, "", new Label("target", "t"))));
        var cpu = new Series("node_cpu_seconds_total", MetricKind.Counter, "", new Label("cpu", "0"), new Label("mode", "idle"), new Label("target", "t"));
        Assert.InRange(theirs["node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"}"] - run.Samples.Find(cpu)!.Value, 0, 60);
        Assert.DoesNotContain(run.Samples.Series.ToArray(), each => each.Metric.StartsWith("go_"));
    }

    [Fact]
    public async Task Scrape_Compressed_IsRead()
    {
        await using var server = await MetricsServer.StartAsync(async context =>
        {
            Assert.Contains("gzip", context.Request.Headers.AcceptEncoding.ToString());
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(Gzip("foo 1\n"u8.ToArray()));
        });
        Assert.Equal(1, (await ScrapeAsync(server.Url)).Samples.Find(Foo));
    }

    [Fact]
    public async Task Scrape_UnixSocket_IsRead()
    {
        var path = _directory.File("metrics.sock");
        await using var server = await MetricsServer.StartAsync(
            context => context.Response.WriteAsync($"foo{{host=\"{context.Request.Host}\",path=\"{context.Request.Path}\"}} 1"), kestrel => kestrel.ListenUnixSocket(path));
        var run = await ScrapeAsync(new ScrapeSettings { Url = new Uri("http://exporter/m"), Socket = path });

        Assert.Null(run.Failure);
        Assert.Equal(1, run.Samples.Find(new Series("foo", MetricKind.Gauge, "", new("host", "exporter"), new("path", "/m"), new("target", "t"))));
    }

    [Fact]
    public async Task Scrape_OverTls_TrustsTheFileOnly()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("127.0.0.1", TestAuthority.ServerAuthentication);
        await using var server = await MetricsServer.StartAsync(
            context => context.Response.WriteAsync("foo 1"), kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var file = _directory.File("ca.pem");
        await File.WriteAllTextAsync(file, authority.Certificate.ExportCertificatePem());

        Assert.Equal(1, (await ScrapeAsync(new ScrapeSettings { Url = server.Url, CaFile = file })).Samples.Find(Foo));
        Assert.Contains("certificate", (await ScrapeAsync(server.Url)).Failure);
        Assert.Contains("nothing.pem", (await ScrapeAsync(new ScrapeSettings { Url = server.Url, CaFile = "/nothing.pem" })).Failure);
    }

    [Fact]
    public async Task Scrape_BearerToken_IsReadEachTimeAndMustBeSecret()
    {
        await using var server = await MetricsServer.StartAsync(
            context => context.Response.WriteAsync($"foo {(context.Request.Headers.Authorization == "Bearer s3cret" ? 1 : 0)}"));
        var file = _directory.File("token");
        await File.WriteAllTextAsync(file, "s3cret\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var settings = new ScrapeSettings { Url = server.Url, BearerFile = file };
        Assert.Equal(1, (await ScrapeAsync(settings)).Samples.Find(Foo));

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var refused = (await ScrapeAsync(settings)).Failure;
        Assert.Equal($"everybody can read {file}, or more than its owner can change it: chmod 0600 or 0640", refused);
        File.Delete(file);
        Assert.Contains("cannot be read", (await ScrapeAsync(settings)).Failure);
    }

    [Fact]
    public async Task Scrape_AnotherMachine_IsNotAskedUnlessAllowed()
    {
        // A name leads to another address than loopback, and settings that were not checked here say nothing of it.
        var run = await ScrapeAsync(new Uri("http://192.0.2.1:9100/metrics"));
        Assert.Equal("192.0.2.1 is 192.0.2.1, not this machine's loopback; set allow_remote: true to scrape it", run.Failure);
        Assert.Equal(0, Own(run, "scrape_up"));
        Assert.Equal(0, Own(run, "scrape_samples"));
    }

    [Fact]
    public async Task Scrape_Redirect_IsNotFollowed()
    {
        await using var server = await MetricsServer.StartAsync(context =>
        {
            context.Response.Redirect("http://192.0.2.1/metrics");
            return Task.CompletedTask;
        });
        Assert.Equal("the target answers 302 Found", (await ScrapeAsync(server.Url)).Failure);
    }

    [Theory]
    [InlineData(404, "the target answers 404 Not Found")]
    [InlineData(500, "the target answers 500 Internal Server Error")]
    public async Task Scrape_Status_IsReported(int status, string problem)
    {
        await using var server = await MetricsServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        Assert.Equal(problem, (await ScrapeAsync(server.Url)).Failure);
    }

    [Fact]
    public async Task Scrape_NobodyListens_SaysSo() =>
        Assert.StartsWith("Connection refused", (await ScrapeAsync(new Uri($"http://127.0.0.1:{FreePort()}/metrics"))).Failure);

    [Theory]
    [InlineData("silent")]
    [InlineData("headers only")]
    [InlineData("a byte now and then")]
    public async Task Scrape_Hanging_IsGivenUp(string how)
    {
        await using var server = await MetricsServer.StartAsync(async context =>
        {
            if (how == "headers only") await context.Response.StartAsync();
            while (how == "a byte now and then")
            {
                await context.Response.WriteAsync("#", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, context.RequestAborted);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        var run = await ScrapeAsync(new ScrapeSettings { Url = server.Url, Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal("no answer within 0.3 s", run.Failure);
        Assert.Equal(0, Own(run, "scrape_up"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scrape_HugeAnswer_IsCutShort(bool isBomb)
    {
        // 100 MB of a comment; compressed, it has 100 kB.
        var line = System.Text.Encoding.ASCII.GetBytes(new string('#', 1_000_000));
        await using var server = await MetricsServer.StartAsync(async context =>
        {
            if (isBomb) context.Response.Headers.ContentEncoding = "gzip";
            await using var body = isBomb ? new GZipStream(context.Response.Body, CompressionLevel.Fastest) : context.Response.Body;
            for (var i = 0; i < 100; i++) await body.WriteAsync(line, context.RequestAborted);
        });
        Assert.Equal("the answer has more than 4 MiB", (await ScrapeAsync(server.Url)).Failure);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfoo 1\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nfoo 1\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\nthis is no gzip data")]
    [InlineData("SSH-2.0-OpenSSH_9.2p1\r\n")]
    [InlineData("")]
    public async Task Scrape_CutOrForeignAnswer_Fails(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        });
        var run = await ScrapeAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        await server;

        Assert.NotNull(run.Failure);
        Assert.DoesNotContain('\n', run.Failure);
        Assert.Null(run.Samples.Find(Foo));
        Assert.Equal(0, Own(run, "scrape_up"));
    }

    [Fact]
    public async Task Scrape_EndlessHeaders_AreCutShort()
    {
        await using var server = await MetricsServer.StartAsync(context =>
        {
            for (var i = 0; i < 100; i++) context.Response.Headers[$"X-{i}"] = new string('x', 1_000);
            return Task.CompletedTask;
        });
        Assert.NotNull((await ScrapeAsync(server.Url)).Failure);
    }

    [Fact]
    public async Task Scrape_NamesOfDcmonsOwn_AreRefusedOrPrefixed()
    {
        await using var server = await MetricsServer.StartAsync("foo 1\nload1 3\n");
        var run = await ScrapeAsync(server.Url);
        Assert.Equal(["answer: 'load1' is the name of a metric of dcmon's own; give it another name or a prefix"], run.Troubles);
        Assert.Equal(1, run.Samples.Find(Foo));
        Assert.Equal(1, Own(run, "scrape_samples"));

        run = await ScrapeAsync(new ScrapeSettings { Url = server.Url, Prefix = "app_" });
        Assert.Empty(run.Troubles);
        Assert.Equal(3, run.Samples.Find(new Series("app_load1", MetricKind.Gauge, "", new Label("target", "t"))));
    }

    [Fact]
    public async Task Scrape_OneBadMoment_LosesNothingElse()
    {
        var text = "foo 1";
        await using var server = await MetricsServer.StartAsync(context => context.Response.WriteAsync(text));
        using var collector = new ScrapeCollector("t", new ScrapeSettings { Url = server.Url }, TimeProvider.System);
        Assert.Equal(1, (await CollectAsync(collector)).Samples.Find(Foo));
        text = "{}";
        Assert.StartsWith("this is no text of metrics", (await CollectAsync(collector)).Failure);
        text = "foo 2";
        Assert.Equal(2, (await CollectAsync(collector)).Samples.Find(Foo));
    }

    private static Task<CollectorRun> ScrapeAsync(Uri url) => ScrapeAsync(new ScrapeSettings { Url = url });

    private static async Task<CollectorRun> ScrapeAsync(ScrapeSettings settings)
    {
        using var collector = new ScrapeCollector("t", settings, TimeProvider.System);
        return await CollectAsync(collector);
    }

    private static async Task<CollectorRun> CollectAsync(ScrapeCollector collector)
    {
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await collector.CollectAsync(run);
        return run;
    }

    private static double? Own(CollectorRun run, string metric) => run.Samples.Find(MetricCatalog.Series(metric, new Label("target", "t")));

    private static byte[] Gzip(byte[] plain)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest)) gzip.Write(plain);
        return target.ToArray();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
