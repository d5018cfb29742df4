using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Containers;

/// <summary>The collector against an engine that answers as it should, or as no good one does.</summary>
public sealed class ContainerCollectorTests : IDisposable
{
    private const string Id1 = "aaaa", Id2 = "bbbb";

    private const string List = """
        [{"Id":"aaaa","Names":["/one"],"Image":"i:1","State":"running","Created":1},
         {"Id":"bbbb","Names":["/two"],"Image":"i:1","State":"running","Created":2}]
        """;

    private const string Details = """{"State":{"StartedAt":"2026-01-01T00:00:00Z"},"RestartCount":3}""";
    private const string Stats = """{"read":"2026-01-01T00:00:00Z","cpu_stats":{"cpu_usage":{"total_usage":2000000000}},"pids_stats":{"current":5}}""";

    private readonly StandInEngine _engine = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TestParts _parts;
    private readonly ContainerTable _table;

    public ContainerCollectorTests()
    {
        _parts = new TestParts(time: _time);
        _table = new ContainerTable(_time);
        Answer(_engine);
    }

    public void Dispose()
    {
        _parts.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public async Task Collect_GoodEngine_ReportsAll()
    {
        using var collector = Collector();
        var (samples, troubles) = await CollectAsync(collector);

        Assert.Empty(troubles);
        Assert.Equal(2, samples["containers{state=\"running\"}"]);
        Assert.Equal(2, samples["container_cpu_seconds_total{container=\"one\",image=\"i:1\"}"]);
        Assert.Equal(3, samples["container_restarts_total{container=\"two\",image=\"i:1\"}"]);
        Assert.Equal(1767225600, samples["container_started_seconds{container=\"two\",image=\"i:1\"}"]);
        Assert.DoesNotContain(samples.Keys, each => each.StartsWith("container_gpu", StringComparison.Ordinal));
        Assert.Equal(["two", "one"], _table.List(TimeSpan.Zero)!.Select(each => each.Name));
        var facts = new FactsBuilder(new MachineFacts("host"));
        collector.AddTo(facts);
        Assert.Equal("Docker 27.1.0", facts.Build().ContainerEngine);
    }

    [Fact]
    public async Task Collect_Questions_AreOfTheVersionAndDetailsSeldom()
    {
        using var collector = Collector();
        for (var i = 0; i < 3; i++) await CollectAsync(collector);
        Assert.Equal(1, _engine.Questions.Count(each => each == "/version"));
        Assert.Equal(2, _engine.Questions.Count(each => each.EndsWith("/json", StringComparison.Ordinal) && each.StartsWith("/v1.46/containers/", StringComparison.Ordinal)));
        Assert.Equal(6, _engine.Questions.Count(each => each.EndsWith("/stats?stream=false&one-shot=true", StringComparison.Ordinal)));

        _time.Advance(TimeSpan.FromSeconds(60));
        await CollectAsync(collector);
        Assert.Equal(4, _engine.Questions.Count(each => each.EndsWith("/json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Collect_OneBadContainer_LosesThatReadingOnly()
    {
        _engine.Answer($"/containers/{Id1}/stats", "{\"read\":\"2026-01");
        _engine.Answer($"/containers/{Id2}/json", stream => StandInEngine.WriteAsync(stream, """{"message":"lock of\ncontainer"}""", "500 Internal Server Error"));
        using var collector = Collector();
        var (samples, troubles) = await CollectAsync(collector);

        Assert.Equal(3, samples["container_restarts_total{container=\"one\",image=\"i:1\"}"]);
        Assert.Equal(2, samples["container_cpu_seconds_total{container=\"two\",image=\"i:1\"}"]);
        Assert.Equal(1, samples["container_state{container=\"two\",image=\"i:1\",state=\"running\"}"]);
        Assert.Equal(
            ["one: the answer to /containers/ID/stats is no JSON, or only a part of it", "two: the engine answers 500: lock ofcontainer"], troubles);
    }

    [Fact]
    public async Task Collect_GoneMeanwhile_IsNoTrouble()
    {
        _engine.Answer($"/containers/{Id1}/stats", stream => StandInEngine.WriteAsync(stream, """{"message":"No such container"}""", "404 Not Found"));
        using var collector = Collector();

        Assert.Empty((await CollectAsync(collector)).Troubles);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 18\r\n\r\n{\"message\":\"oops\"}", "the engine answers 500: oops")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n<>", "the engine answers 503")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n\0\u0001binary", "is no JSON")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "is no list")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n[{\"Id\":\"aaaa", "is no JSON")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "")]
    [InlineData("no HTTP at all, only noise\r\n\r\n", "")]
    public async Task Collect_BadList_FailsWithTheReason(string answer, string reason)
    {
        _engine.Answer("/containers/json", async stream =>
        {
            await StandInEngine.SendAsync(stream, answer);
            stream.Close();
        });
        using var collector = Collector();

        Assert.Contains(reason, await FailAsync(collector));
        Answer(_engine);
        Assert.Empty((await CollectAsync(collector)).Troubles); // And recovers.
    }

    [Fact]
    public async Task Collect_HalfAnAnswer_FailsAtOnce()
    {
        _engine.Answer("/containers/json", async stream =>
        {
            await StandInEngine.SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{\"Id\":");
            stream.Close();
        });
        using var collector = Collector();

        Assert.StartsWith($"{_engine.Path}: ", await FailAsync(collector));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"Id\":\"")]
    public async Task Collect_EndlessAnswer_IsCutOff(string bytes)
    {
        var sent = 0L;
        var block = string.Concat(Enumerable.Repeat(bytes, 64 * 1024 / bytes.Length));
        _engine.Answer("/containers/json", async stream =>
        {
            await StandInEngine.SendAsync(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            for (; !_engine.Stop.IsCancellationRequested; sent += block.Length) await StandInEngine.SendAsync(stream, block);
        });
        using var collector = Collector();

        Assert.Contains("more than 8192 KiB", await FailAsync(collector));
        Assert.InRange(sent, EngineLimits.List - block.Length, EngineLimits.List + 4 * 1024 * 1024);
    }

    [Fact]
    public async Task Collect_HangingEngine_FailsInTime()
    {
        _engine.Answer("/containers/json", _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _engine.Stop));
        using var collector = Collector();
        var failure = FailAsync(collector);
        await Eventually.HoldsAsync(() => failure.IsCompleted, "the engine is given up", () => _time.Advance(TimeSpan.FromSeconds(0.1)));

        Assert.Contains("no answer within 4 s", await failure);
    }

    [Fact]
    public async Task Collect_ContainersThatHang_KeepWhatTheyHadAndHarmNoOther()
    {
        using var collector = Collector();
        await CollectAsync(collector);
        _engine.Answer($"/containers/{Id1}/stats", _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _engine.Stop));
        var run = CollectAsync(collector);
        await Eventually.HoldsAsync(() => run.IsCompleted, "the container is given up", () => _time.Advance(TimeSpan.FromSeconds(0.1)));
        var (samples, troubles) = await run;

        Assert.Equal(["one: no answer within 4 s"], troubles);
        Assert.Equal(2, samples["container_cpu_seconds_total{container=\"two\",image=\"i:1\"}"]);
        Assert.Equal(2, samples["container_cpu_seconds_total{container=\"one\",image=\"i:1\"}"]);

        _time.Advance(TimeSpan.FromSeconds(30));
        run = CollectAsync(collector);
        await Eventually.HoldsAsync(() => run.IsCompleted, "the container is given up", () => _time.Advance(TimeSpan.FromSeconds(0.1)));
        Assert.DoesNotContain("container_cpu_seconds_total{container=\"one\",image=\"i:1\"}", (await run).Samples.Keys); // Never old as new.
    }

    [Fact]
    public async Task Collect_MoreThanAllowed_ShowsThoseThatRunAndTheNewest()
    {
        var rows = Enumerable.Range(0, 300).Select(i => $$"""{"Id":"{{i:x4}}","Names":["/c{{i}}"],"State":"{{(i < 5 ? "running" : "exited")}}","Created":{{i}}}""");
        _engine.Answer("/containers/json", $"[{string.Join(',', rows)}]");
        using var collector = Collector(new ContainersSettings { Most = 7, Events = false });
        var (samples, troubles) = await CollectAsync(collector);

        Assert.Equal(295, samples["containers{state=\"exited\"}"]);
        Assert.Equal(["c4", "c3", "c2", "c1", "c0", "c299", "c298"], _table.List(TimeSpan.Zero)!.Select(each => each.Name));
        Assert.Equal(["list: there are more than the 7 containers that collect.containers.most allows"], troubles);
    }

    [Fact]
    public async Task Collect_TwoEngines_AreOneListAndOneMayFail()
    {
        using var other = new StandInEngine();
        other.Answer("/containers/json", """[{"Id":"cccc","Names":["/one"],"State":"running"},{"Id":"dddd","Names":["/three"],"State":"paused"}]""");
        using var collector = Collector(new ContainersSettings { Sockets = [_engine.Path, other.Path], Events = false });
        var (samples, troubles) = await CollectAsync(collector);
        Assert.Equal(["two", "one", "three"], _table.List(TimeSpan.Zero)!.Select(each => each.Name));
        Assert.Equal((3, 1), (samples["containers{state=\"running\"}"], samples["containers{state=\"paused\"}"]));
        Assert.Empty(troubles);

        other.Answer("/containers/json", "{}");
        Assert.Equal($"engine: {other.Path}: the answer to /containers/json is no list", Assert.Single((await CollectAsync(collector)).Troubles));
    }

    [Fact]
    public async Task WhyAbsent_NoSocket_SaysSo()
    {
        using var collector = Collector(new ContainersSettings { Sockets = ["/nowhere/docker.sock"] });
        Assert.Equal("there is no container engine: /nowhere/docker.sock does not exist", await collector.WhyAbsentAsync(default));
        using var present = Collector();
        Assert.Null(await present.WhyAbsentAsync(default));
    }

    [Fact]
    public async Task Collect_SocketNobodyListensAt_SaysThatTheEngineDoesNotRun()
    {
        using var directory = new TemporaryDirectory();
        var socket = directory.File("engine.sock");
        using (var left = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0))
            left.Bind(new Left(socket));
        using var collector = Collector(new ContainersSettings { Sockets = [socket] });

        Assert.Null(await collector.WhyAbsentAsync(default));
        Assert.Equal($"{socket}: nothing listens there: the engine does not run", await FailAsync(collector));
    }

    private static void Answer(StandInEngine engine)
    {
        engine.Answer("/containers/json", List);
        foreach (var id in (string[])[Id1, Id2])
        {
            engine.Answer($"/containers/{id}/json", Details);
            engine.Answer($"/containers/{id}/stats", Stats);
        }
    }

    private ContainerCollector Collector(ContainersSettings? settings = null)
    {
        settings ??= new ContainersSettings { Events = false };
        return new ContainerCollector(_parts.Parts, settings.Sockets.Count > 0 ? settings : settings with { Sockets = [_engine.Path] },
            _table);
    }

    private static async Task<(Dictionary<string, double> Samples, IReadOnlyList<string> Troubles)> CollectAsync(
        ContainerCollector collector)
    {
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await collector.CollectAsync(run);
        return (run.Samples.Series.ToArray().Zip(run.Samples.Values.ToArray())
            .ToDictionary(each => each.First.ToString(), each => each.Second), run.Troubles);
    }

    private static async Task<string> FailAsync(ContainerCollector collector) =>
        (await Assert.ThrowsAsync<EngineException>(() => CollectAsync(collector))).Message;

    /// <summary>A socket's path that stays when the socket is closed, as after a crash.</summary>
    private sealed class Left(string path) : System.Net.EndPoint
    {
        public override System.Net.Sockets.AddressFamily AddressFamily => System.Net.Sockets.AddressFamily.Unix;

        public override System.Net.SocketAddress Serialize() => new System.Net.Sockets.UnixDomainSocketEndPoint(path).Serialize();
    }
}
