using System.Text.Json.Nodes;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Tests.Rigs.Docker;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Containers;

/// <summary>The collector against a real Docker engine.</summary>
[Collection(DockerCollection.Name)]
public sealed class DockerTests : IAsyncLifetime
{
    private readonly DockerRig _docker;
    private readonly TestParts _parts = new();
    private readonly ContainerCollector _collector;
    private readonly List<MachineEvent> _events = [];

    public DockerTests(DockerRig docker)
    {
        _docker = docker;
        _collector = Collector();
    }

    public async Task InitializeAsync()
    {
        await _docker.RemoveAllAsync();
        Assert.Null(await _collector.WhyAbsentAsync(default));
        Assert.Equal(0, (await CollectAsync())["containers{state=\"running\"}"]);
    }

    public Task DisposeAsync()
    {
        _collector.Dispose();
        _parts.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Collect_BusyContainer_ReportsUsageAndThrottling()
    {
        await _docker.RunAsync("busy", "while :; do :; done", wish =>
        {
            wish["Labels"] = new JsonObject { ["com.example.team"] = "blue", ["other"] = "x" };
            wish["HostConfig"]!["Memory"] = 64 << 20;
            wish["HostConfig"]!["NanoCpus"] = 300_000_000;
        });
        const string labels = "{container=\"busy\",image=\"busybox:test\",label_com_example_team=\"blue\"}";
        var first = await CollectUntilAsync(each => each.GetValueOrDefault("container_cpu_throttled_periods_total" + labels) > 3);
        var second = await CollectUntilAsync(each => each["container_cpu_seconds_total" + labels] > first["container_cpu_seconds_total" + labels] + 0.3);

        Assert.InRange(second["container_cpu_throttled_seconds_total" + labels], 0.01, 600);
        Assert.InRange(second["container_memory_bytes" + labels], 1 << 14, 64 << 20);
        Assert.Equal(64 << 20, second["container_memory_limit_bytes" + labels]);
        Assert.Equal(1, second["container_processes" + labels]);
        Assert.Equal(0, second["container_restarts_total" + labels]);
        Assert.InRange(
            second["container_started_seconds" + labels], TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 120, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1);
        Assert.Equal(1, second["containers{state=\"running\"}"]);
    }

    [Fact]
    public async Task Collect_Memory_LeavesOutTheFileCacheAndHasNoLimitOfItsOwn()
    {
        await _docker.RunAsync("cache", "dd if=/dev/zero of=/tmp/file bs=1M count=40; sleep 1000 & sleep 1000 & wait");
        const string labels = "{container=\"cache\",image=\"busybox:test\"}";
        var samples = await CollectUntilAsync(each => each.GetValueOrDefault("container_processes" + labels) == 3);

        Assert.InRange(samples["container_memory_bytes" + labels], 1 << 14, 30 << 20);
        Assert.DoesNotContain("container_memory_limit_bytes" + labels, samples.Keys);
    }

    /// <summary>
    /// The engine says it before the end or after it, and of one in 40 not at all where the machine is busy: so the container is started
    /// again, up to three times.
    /// </summary>
    [Fact]
    public async Task Collect_OutOfMemory_IsAStateAndErrors()
    {
        await _docker.RunAsync("hungry", "dd if=/dev/zero of=/dev/null bs=64M", wish =>
        {
            wish["HostConfig"]!["Memory"] = 16 << 20;
            wish["HostConfig"]!["RestartPolicy"] = new JsonObject { ["Name"] = "on-failure", ["MaximumRetryCount"] = 3 };
        });
        await CollectUntilAsync(_ => Reported("hungry").Count(each => each.Kind == EventKinds.ContainerExit) == 4);
        var samples = await CollectUntilAsync(each => each.GetValueOrDefault("container_state{container=\"hungry\",image=\"busybox:test\",state=\"exited\"}") == 1);

        Assert.Equal(0, samples["container_state{container=\"hungry\",image=\"busybox:test\",state=\"running\"}"]);
        await CollectUntilAsync(_ => Reported("hungry").Any(each => each.Kind == EventKinds.ContainerOom));
        Assert.Equal(
            [(EventKinds.ContainerExit, EventSeverity.Error), (EventKinds.ContainerOom, EventSeverity.Error),
                (EventKinds.ContainerStarted, EventSeverity.Info)],
            Reported("hungry").Select(each => (each.Kind, each.Severity)).Distinct().OrderBy(each => each.Kind, StringComparer.Ordinal));
        Assert.All(Reported("hungry").Where(each => each.Kind == EventKinds.ContainerExit), each => Assert.Contains("memory", each.Message));
    }

    [Fact]
    public async Task Collect_FailingHealthCheck_IsReportedByHealthAndEvent()
    {
        await _docker.RunAsync("sick", "sleep 1000", wish => wish["Healthcheck"] = new JsonObject
        {
            ["Test"] = new JsonArray("CMD-SHELL", "test -f /missing"),
            ["Interval"] = 200_000_000,
            ["Retries"] = 1,
        });
        var samples = await CollectUntilAsync(each => each.GetValueOrDefault("container_health{container=\"sick\",health=\"unhealthy\",image=\"busybox:test\"}") == 1);
        Assert.Equal(0, samples["container_health{container=\"sick\",health=\"healthy\",image=\"busybox:test\"}"]);

        await CollectUntilAsync(_ => Reported("sick").Any(each => each.Kind == EventKinds.ContainerUnhealthy));
        Assert.Equal(EventSeverity.Warning, Reported("sick").First(each => each.Kind == EventKinds.ContainerUnhealthy).Severity);
    }

    [Fact]
    public async Task Collect_DyingContainer_IsAnEventWithItsCode()
    {
        await _docker.RunAsync("dying", "exit 3");
        await CollectUntilAsync(_ => Reported("dying").Count >= 2);

        var exit = Reported("dying")[^1];
        Assert.Equal((EventKinds.ContainerExit, EventSeverity.Warning, "Container dying ended with exit code 3"), (exit.Kind, exit.Severity, exit.Message));
    }

    [Fact]
    public async Task Collect_ContainerThatTheEngineStartsAgain_CountsRestarts()
    {
        await _docker.RunAsync("again", "exit 4", wish => wish["HostConfig"]!["RestartPolicy"] = new JsonObject { ["Name"] = "always" });
        var samples = await CollectUntilAsync(each => each.GetValueOrDefault("container_restarts_total{container=\"again\",image=\"busybox:test\"}") >= 2);

        Assert.Contains(samples.Keys, each => each.StartsWith("container_state{container=\"again\"", StringComparison.Ordinal));
        await CollectUntilAsync(_ => Reported("again").Count(each => each.Kind == EventKinds.ContainerExit) >= 2);
    }

    [Fact]
    public async Task Collect_StoppedAndPaused_AreStatesAndNoWorry()
    {
        await _docker.RunAsync("still", "sleep 1000");
        await _docker.RunAsync("held", "sleep 1000");
        await _docker.StopAsync("still");
        await _docker.PauseAsync("held");
        var samples = await CollectUntilAsync(_ => Reported("still").Count >= 2);

        Assert.Equal(1, samples["container_state{container=\"still\",image=\"busybox:test\",state=\"exited\"}"]);
        Assert.Equal(1, samples["container_state{container=\"held\",image=\"busybox:test\",state=\"paused\"}"]);
        Assert.Contains("container_cpu_seconds_total{container=\"held\",image=\"busybox:test\"}", samples.Keys);
        Assert.Equal(EventSeverity.Info, Reported("still")[^1].Severity);
        Assert.Contains("was stopped", Reported("still")[^1].Message);

        await _docker.StartAsync("still");
        samples = await CollectUntilAsync(each => each.GetValueOrDefault("container_state{container=\"still\",image=\"busybox:test\",state=\"running\"}") == 1);
        Assert.Equal(0, samples["container_state{container=\"still\",image=\"busybox:test\",state=\"exited\"}"]);
    }

    [Fact]
    public async Task Events_WhileTheAgentIsAway_AreReportedOnceAfterwards()
    {
        await _docker.RunAsync("before", "exit 0");
        await CollectUntilAsync(_ => Reported("before").Count >= 2);
        await CollectAsync(); // Saves where it is.
        _collector.Dispose();
        await _docker.RunAsync("away", "exit 5");

        using var next = Collector();
        await CollectUntilAsync(_ => Reported("away").Count >= 2, next);
        Assert.Equal([EventKinds.ContainerStarted, EventKinds.ContainerExit], Reported("before").Select(each => each.Kind));
        Assert.Equal([EventKinds.ContainerStarted, EventKinds.ContainerExit], Reported("away").Select(each => each.Kind));
    }

    private ContainerCollector Collector() => new(
        _parts.Parts, new ContainersSettings { Sockets = [_docker.Socket], Labels = ["com.example.team"] }, new ContainerTable(TimeProvider.System));

    private List<MachineEvent> Reported(string container)
    {
        foreach (var each in _parts.Parts.EventQueue.TakeAll())
        {
            _events.Add(each.Event);
            each.OnStored?.Invoke();
        }

        return [.. _events.Where(each => each.Subject[0].Value == container)];
    }

    private async Task<Dictionary<string, double>> CollectAsync(ContainerCollector? collector = null)
    {
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await (collector ?? _collector).CollectAsync(run);
        Assert.Empty(run.Troubles);
        return run.Samples.Series.ToArray().Zip(run.Samples.Values.ToArray())
            .ToDictionary(each => each.First.ToString(), each => each.Second);
    }

    private async Task<Dictionary<string, double>> CollectUntilAsync(
        Func<Dictionary<string, double>, bool> condition, ContainerCollector? collector = null)
    {
        var samples = new Dictionary<string, double>();
        await Eventually.HoldsAsync(async () => condition(samples = await CollectAsync(collector)), "the expected samples");
        return samples;
    }
}
