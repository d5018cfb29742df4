using System.Net;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.GrainInterfaces;
using Dcmon.Testing;
using Dcmon.Testing.Hub;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.Live;

[Collection(SharedServer.Name)]
public class LiveHubTests(RunningServer server)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private static readonly Schema Gpu = Schema.Of([Reports.Gauge("gpu_utilization_ratio", "gpu=0"), Reports.Gauge("load1")]);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task WatchFleet_RowsComeAsTheyChange_WithGpusWhereAskedFor(bool gpus, int count)
    {
        using var agent = await server.EnrollAsync("fleet-host");
        await using var hub = await ConnectAsync();
        var rows = await hub.InvokeAsync("WatchFleet", gpus);
        Assert.Contains(rows.EnumerateArray(), row => row.GetProperty("id").GetString() == agent.Identity.ClientId);
        await ReportGpuAsync(agent, 1, 0.5);
        var row = await EventAsync(hub, "fleet", value => Find(value, agent) is { } found && found.GetProperty("figures").GetProperty("gpuRatio").ValueKind == JsonValueKind.Number);
        Assert.Equal(0.5, Find(row, agent)!.Value.GetProperty("figures").GetProperty("gpuRatio").GetDouble());
        Assert.Equal(count, Find(row, agent)!.Value.GetProperty("gpus").GetArrayLength());
    }

    [Fact]
    public async Task UnwatchFleet_RowsComeNoMore_RemovalsNeither()
    {
        using var agent = await server.EnrollAsync();
        using var other = await server.EnrollAsync();
        await using var hub = await ConnectAsync();
        await using var watcher = await ConnectAsync();
        await hub.InvokeAsync("WatchFleet", false);
        await watcher.InvokeAsync("WatchFleet", false);
        await hub.InvokeAsync("UnwatchFleet");
        var before = hub.Events.Count;
        await ReportGpuAsync(agent, 1, 0.5);
        await server.Grains.Client(other.Identity.ClientId).Revoke();
        await EventAsync(watcher, "fleet", value => Find(value, agent) is not null);
        await EventAsync(watcher, "fleetRemoved", value => value.EnumerateArray().Any(id => id.GetString() == other.Identity.ClientId));
        Assert.Equal(before, hub.Events.Count);
    }

    [Fact]
    public async Task WatchClient_SchemaReportsAndRow_AreOfThatMachineAlone()
    {
        using var agent = await server.EnrollAsync();
        using var other = await server.EnrollAsync();
        await using var hub = await ConnectAsync();
        var snapshot = await hub.InvokeAsync("WatchClient", agent.Identity.ClientId);
        Assert.Equal(JsonValueKind.Null, snapshot.GetProperty("schema").ValueKind);
        await ReportGpuAsync(other, 1, 0.1);
        await ReportGpuAsync(agent, 1, 0.5);
        var report = await EventAsync(hub, "report", _ => true);
        Assert.Equal(agent.Identity.ClientId, report.GetProperty("client").GetString());
        Assert.Equal([0.5, 1], report.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
        var names = hub.Events.Select(each => each.Name).ToList();
        Assert.InRange(names.IndexOf("schema"), 0, names.IndexOf("report"));
        await EventAsync(hub, "client", value => value.GetProperty("figures").GetProperty("load1").ValueKind == JsonValueKind.Number);
        await hub.InvokeAsync("UnwatchClient", agent.Identity.ClientId);
        await Assert.ThrowsAsync<HubRefusedException>(() => hub.InvokeAsync("WatchClient", "nobody"));
    }

    [Fact]
    public async Task WatchSeries_ReportComes_ItsPointDoesToo_UntilUnwatched()
    {
        using var agent = await server.EnrollAsync();
        await using var hub = await ConnectAsync();
        var address = $"/api/timeseries/temperature?client={agent.Identity.ClientId}&step=0";
        await hub.InvokeAsync("WatchSeries", "one", address);
        var time = RunningServer.Now;
        await RunningServer.ReportAsync(agent, 1, time, 47);
        var series = await SeriesAsync(hub, "one", answer => Values(answer).ContainsKey(time));
        Assert.Equal("temperature", series.GetProperty("metric").GetString());
        Assert.True(series.GetProperty("from").GetInt64() < time);
        Assert.Equal(47, Values(series)[time]);

        // A late one that tails reach is also pushed.
        await RunningServer.ReportAsync(agent, 2, time - 120_000, 12);
        Assert.Equal(12, Values(await SeriesAsync(hub, "one", answer => Values(answer).ContainsKey(time - 120_000)))[time - 120_000]);

        // One that they do not reach has it fetched anew.
        await RunningServer.ReportAsync(agent, 3, time - 7_200_000, 11);
        await EventAsync(hub, "seriesStale", value => value.GetProperty("id").GetString() == "one");

        await using var other = await ConnectAsync();
        await other.InvokeAsync("WatchSeries", "two", address);
        await hub.InvokeAsync("UnwatchSeries", "one");
        var before = hub.Events.Count;
        await RunningServer.ReportAsync(agent, 4, time + 1_000, 48);
        await SeriesAsync(other, "two", answer => Values(answer).ContainsKey(time + 1_000));
        Assert.Equal(before, hub.Events.Count);
    }

    [Fact]
    public async Task WatchSeries_WrongOrTooMany_SaysWhy()
    {
        await using var hub = await ConnectAsync();
        var refused = await Assert.ThrowsAsync<HubRefusedException>(() => hub.InvokeAsync("WatchSeries", "x", "/api/timeseries/x?step=1&agg=median"));
        Assert.Contains("agg: must be", refused.Message, StringComparison.Ordinal);
        for (var i = 0; i < 64; i++) await hub.InvokeAsync("WatchSeries", $"{i}", $"/api/timeseries/x?step={i}");
        refused = await Assert.ThrowsAsync<HubRefusedException>(() => hub.InvokeAsync("WatchSeries", "more", "/api/timeseries/x?step=1"));
        Assert.Contains("64 live queries", refused.Message, StringComparison.Ordinal);
        await hub.InvokeAsync("WatchSeries", "0", "/api/timeseries/x?step=1");
    }

    [Fact]
    public async Task SlowBrowser_GetsEveryReportOrASpanToFetch_AndTheNewest()
    {
        const int Count = 400;
        var large = Schema.Of([.. Enumerable.Range(0, 5_000).Select(i => Reports.Gauge("large", $"i={i}"))]);
        var values = Enumerable.Range(0, 5_000).Select(i => i / 7.0).ToArray();
        using var agent = await server.EnrollAsync();
        await using var hub = await ConnectAsync();
        await hub.InvokeAsync("WatchClient", agent.Identity.ClientId);
        hub.Pause();
        var start = RunningServer.Now - Count;
        for (var i = 0; i < Count; i++)
            Assert.IsType<SendResult.Answered>(
                await agent.SendAsync(new ReportMessage(i == 0 ? [large] : [], null, [large.Report(i + 1, start + i, values)]), default));
        hub.Resume();
        await EventAsync(hub, "report", value => value.GetProperty("time").GetInt64() == start + Count - 1);
        await EventAsync(hub, "backfilled", _ => true);

        var events = hub.Events.ToArray();
        var reports = events.Where(each => each.Name == "report").Select(each => each.Value.GetProperty("time").GetInt64()).ToHashSet();
        var missed = events.Where(each => each.Name == "backfilled").Select(each => (From: each.Value.GetProperty("from").GetInt64(), To: each.Value.GetProperty("to").GetInt64())).ToList();
        Assert.InRange(reports.Count, 1, Count - 1);
        Assert.All(Enumerable.Range(0, Count).Select(i => start + i), time =>
            Assert.True(reports.Contains(time) || missed.Exists(span => span.From <= time && time <= span.To)));
    }

    private async Task<HubClient> ConnectAsync()
    {
        var cookies = new CookieContainer();
        using var http = await server.LogInAsync(cookies);
        return await HubClient.ConnectAsync(new Uri(server.Browsers, "/hub/live"), cookies);
    }

    private static async Task ReportGpuAsync(GatewayClient agent, long sequence, double utilization) =>
        Assert.IsType<SendResult.Answered>(
            await agent.SendAsync(new ReportMessage([Gpu], null, [Gpu.Report(sequence, RunningServer.Now, utilization, 1)]), default));

    private static JsonElement? Find(JsonElement rows, GatewayClient agent) => rows.EnumerateArray()
        .Where(row => row.GetProperty("id").GetString() == agent.Identity.ClientId).Select(row => (JsonElement?)row).FirstOrDefault();

    private static async Task<JsonElement> SeriesAsync(HubClient hub, string id, Func<JsonElement, bool> fits) => (await EventAsync(
        hub, "series", value => value.GetProperty("id").GetString() == id && fits(value.GetProperty("answer")))).GetProperty("answer");

    private static Dictionary<long, double> Values(JsonElement answer) => answer.GetProperty("series").GetArrayLength() == 0
        ? []
        : answer.GetProperty("times").EnumerateArray().Zip(answer.GetProperty("series")[0].GetProperty("values").EnumerateArray())
            .ToDictionary(each => each.First.GetInt64(), each => each.Second.GetDouble());

    private static async Task<JsonElement> EventAsync(HubClient hub, string name, Func<JsonElement, bool> fits)
    {
        HubEvent? found = null;
        await Eventually.HoldsAsync(() => (found = hub.Events.FirstOrDefault(each => each.Name == name && fits(each.Value))) is not null, $"an event {name} came", timeout: Soon);
        return found!.Value;
    }
}
