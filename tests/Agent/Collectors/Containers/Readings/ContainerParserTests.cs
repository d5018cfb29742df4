using System.Text;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Containers.Readings;

/// <summary>What engines answer, on cgroup v1 and v2.</summary>
public class ContainerParserTests
{
    [Theory]
    [InlineData("docker-version", "Docker 20.10.24+dfsg1", "1.41")]
    [InlineData("podman-version", "Podman 4.3.1", "1.41")]
    public void Version_OfEngines_ReadsNameAndApi(string fixture, string name, string api) =>
        Assert.Equal(new EngineVersion(name, api), EngineVersion.Parse(Json(fixture)));

    [Theory]
    [InlineData("1.30", "1.12", "1.30")]
    [InlineData("1.99", "1.24", "1.47")]
    [InlineData("1.99", "1.50", "1.50")]
    public void Version_OtherAges_IsTheNewestThatBothKnow(string newest, string oldest, string spoken) =>
        Assert.Equal(spoken, EngineVersion.Parse(Bytes($$"""{"ApiVersion":"{{newest}}","MinAPIVersion":"{{oldest}}"}""")).Api);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ApiVersion":"1.41/../.."}""")]
    [InlineData("""{"ApiVersion":41}""")]
    [InlineData("no JSON")]
    public void Version_OfSomethingElse_IsAnError(string json) => Assert.Throws<EngineException>(() => EngineVersion.Parse(Bytes(json)));

    [Fact]
    public void List_Docker_ReadsStatesAndHealth()
    {
        var rows = ContainerSummary.ParseList(Json("docker-list"), new ChosenLabels(["com.example.team", "missing"])).ToDictionary(each => each.Name);

        Assert.Equal(["again", "busy", "die", "ok", "oom"], rows.Keys.Order());
        Assert.Equal(("running", "unhealthy", "bb:1"), (rows["ok"].State, rows["ok"].Health, rows["ok"].Image));
        Assert.Equal(("restarting", null), (rows["again"].State, rows["again"].Health));
        Assert.Equal("exited", rows["oom"].State);
        Assert.Equal([new Label("label_com_example_team", "blue")], rows["busy"].Labels);
        Assert.Equal(1795391394, rows["oom"].Created);
        Assert.Equal(64, rows["oom"].Id.Length);
    }

    [Fact]
    public void List_Podman_HasDockersStates()
    {
        var rows = ContainerSummary.ParseList(Json("podman-list"), new ChosenLabels([]));

        Assert.Equal([("web", "running"), ("new", "created"), ("done", "exited")], rows.Select(each => (each.Name, each.State!)));
        Assert.All(rows, each => Assert.Null(each.Health));
    }

    [Theory]
    [InlineData("Up 3 hours (healthy)", "healthy")]
    [InlineData("Up 3 seconds (health: starting)", "starting")]
    [InlineData("Up 3 hours (Paused)", null)]
    [InlineData("Exited (137) 3 seconds ago", null)]
    [InlineData(")", null)]
    [InlineData(null, null)]
    public void Health_InAStatus_IsFound(string? status, string? health) => Assert.Equal(health, ContainerHealth.InStatus(status));

    [Theory]
    [InlineData("""["/web/db", "/db"]""", "db")]
    [InlineData("""["/db", "/a/db", "/b/other"]""", "db")]
    [InlineData("""["/x/C.17", "/y/alias", "/C.17.2", "/z/C.17"]""", "C.17.2")]
    [InlineData("""[null, 5, "", "/", "/a/b/c", "/node/db"]""", "node/db")]
    [InlineData("""["plain"]""", "plain")]
    public void List_LinkedContainer_HasItsOwnName(string names, string expected) => Assert.Equal(expected, Assert.Single(
        ContainerSummary.ParseList(Bytes($$"""[{"Id":"ab","Names":{{names}},"State":"running"}]"""), new ChosenLabels([]))).Name);

    [Fact]
    public void List_NewerApi_ReadsHealthOfItsOwnField() => Assert.Equal("unhealthy", Assert.Single(ContainerSummary.ParseList(
        Bytes("""[{"Id":"ab","Names":["/a"],"Status":"Up 2 hours","Health":{"Status":"unhealthy","FailingStreak":4}}]"""), new ChosenLabels([]))).Health);

    [Theory]
    [InlineData("""[{"Names":["/a"]},{"Id":"../../v1.41/secrets","Names":["/b"]},{"Id":"ab"},{"Id":"cd","Names":null},7,null]""")]
    [InlineData("[]")]
    public void List_RowsWithoutIdOrName_AreLeftOut(string json) =>
        Assert.Empty(ContainerSummary.ParseList(Bytes(json), new ChosenLabels([])));

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"Id\":\"ab\",")]
    [InlineData("")]
    public void List_NoList_IsAnError(string json) =>
        Assert.Throws<EngineException>(() => ContainerSummary.ParseList(Bytes(json), new ChosenLabels([])));

    [Fact]
    public void Details_Docker_ReadsStartAndHealth()
    {
        var details = ContainerDetails.Parse(Json("docker-details"));

        Assert.Equal((0, "unhealthy"), (details.Restarts, details.Health));
        Assert.Equal(1795391393596, details.StartedAt!.Value.ToUnixTimeMilliseconds());
        Assert.Null(details.FinishedAt);
        Assert.Same(GpuRequest.None, details.Gpus);
    }

    [Fact]
    public void Details_Podman_ReadsRestartsAndDevices()
    {
        var details = ContainerDetails.Parse(Json("podman-details"));

        Assert.Equal((2, "starting"), (details.Restarts, details.Health));
        Assert.Equal(new DateTimeOffset(2026, 2, 26, 15, 27, 8, 603, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            details.StartedAt!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(["/dev/nvidia1"], details.Gpus.Devices);
    }

    [Fact]
    public void Stats_CgroupV1_CountAsDockersClientDoes()
    {
        var stats = ContainerStats.Parse(Json("docker-stats-v1"))!;

        Assert.InRange(stats.Cpu, 1.7, 60);
        Assert.InRange(stats.ThrottledTime, 1, 60);
        Assert.InRange(stats.ThrottledPeriods, 1, 600);
        Assert.Equal(67_108_864, stats.MemoryLimit);
        Assert.Equal(1, stats.Processes);
        // Without a network, and before the first block was read, engines report nothing, which is not a 0.
        Assert.All([stats.Received, stats.Sent, stats.Read, stats.Written], each => Assert.Equal(double.NaN, each));
    }

    [Fact]
    public void Stats_CgroupV2_AreAddedUpOverInterfacesAndDisks() => Assert.Equal(
        new ContainerStats(7.294183, 4.5, 300, 2_202_009_600, 8_589_934_592, 5010, 720, 104_858_624, 6144, 42),
        ContainerStats.Parse(Json("docker-stats-v2")));

    [Fact]
    public void Stats_Podman_HaveNoDetailsOfMemory() => Assert.Equal(
        new ContainerStats(407.550299, double.NaN, double.NaN, 221_323_264, 16_563_998_720, 1188, 5554, 0, 5_698_093_056, 147),
        ContainerStats.Parse(Json("podman-stats-v2")));

    [Theory]
    [InlineData("""{"memory_stats":{"usage":5000,"stats":{"total_inactive_file":4000,"inactive_file":1}}}""", 1000)]
    [InlineData("""{"memory_stats":{"usage":5000,"stats":{"inactive_file":6000}}}""", 5000)]
    [InlineData("""{"memory_stats":{"usage":5000,"stats":null}}""", 5000)]
    [InlineData("""{"memory_stats":{}}""", double.NaN)]
    public void Stats_Memory_IsWithoutInactiveFileCache(string json, double used) =>
        Assert.Equal(used, ContainerStats.Parse(Bytes("{\"read\":\"2026-01-01T00:00:00Z\"," + json[1..]))!.Memory);

    [Fact]
    public void Stats_OfAContainerThatHasEnded_AreNone() => Assert.Null(ContainerStats.Parse(Bytes(
        """{"read":"0001-01-01T00:00:00Z","pids_stats":{},"cpu_stats":{"cpu_usage":{"total_usage":0}},"memory_stats":{}}""")));

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"read\"")]
    public void Stats_SomethingElse_IsAnError(string json) => Assert.Throws<EngineException>(() => ContainerStats.Parse(Bytes(json)));

    private static byte[] Json(string fixture) => Fixture.Bytes($"Collectors/Containers/Fixtures/{fixture}.json");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
