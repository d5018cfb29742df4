using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.Events;

[Collection(SharedServer.Name)]
public class EventsApiTests(RunningServer server)
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    private long _sequence;

    [Fact]
    public async Task Events_Reported_ComeBackOnceHoweverOftenTheyAreSent()
    {
        using var agent = await server.EnrollAsync();
        var time = RunningServer.Now;
        var xid = new MachineEvent(time, EventKinds.GpuXid, EventSeverity.Critical, Hostile)
        {
            Key = "boot:1",
            Subject = [new("gpu", "0")],
            Details = [new("xid", "79"), new("xid", "80")],
        };
        var report = Report(new ReportExtras([xid], null));
        Assert.Equal(ReportOutcome.Stored, (await SendAsync(agent, report))[0].Outcome);
        Assert.Equal(ReportOutcome.Duplicate, (await SendAsync(agent, report))[0].Outcome);
        Assert.Equal(ReportOutcome.Stored, (await SendAsync(agent, Report(new ReportExtras([xid], null))))[0].Outcome);

        var found = Assert.Single(await ListAsync($"client={agent.Identity.ClientId}"));
        Assert.Equal(agent.Identity.ClientId, found.GetProperty("client").GetString());
        Assert.Equal((time, "gpu_xid", "critical"), (found.GetProperty("time").GetInt64(), found.GetProperty("kind").GetString(), found.GetProperty("severity").GetString()));
        Assert.Equal((Hostile, "boot:1"), (found.GetProperty("message").GetString(), found.GetProperty("key").GetString()));
        Assert.Equal(("0", "80"), (found.GetProperty("subject").GetProperty("gpu").GetString(), found.GetProperty("details").GetProperty("xid").GetString()));
    }

    [Fact]
    public async Task Report_MalformedExtras_IsRefusedAlone()
    {
        using var agent = await server.EnrollAsync();
        var statuses = await SendAsync(agent, Report(Extras("good")), Report(null) with { Extras = new byte[] { 1, 1, 99 } }, Report(null));
        Assert.Equal([ReportOutcome.Stored, ReportOutcome.Refused, ReportOutcome.Stored], statuses.Select(each => each.Outcome));
        Assert.Contains("Truncated", statuses[1].Reason);
        Assert.Single(await ListAsync($"client={agent.Identity.ClientId}"));
    }

    [Fact]
    public async Task Events_Filters_GiveWhatFits()
    {
        using var agent = await server.EnrollAsync();
        var time = RunningServer.Now;
        await SendAsync(agent, Report(new ReportExtras(
        [
            new(time - 3000, "gpu_xid", EventSeverity.Info, "1"), new(time - 2000, "ipmi_sel", EventSeverity.Warning, "2"),
            new(time - 1000, "gpu_lost", EventSeverity.Error, "3"), new(time + 90_000, "gpu_lost", EventSeverity.Error, "4"),
            new(time + 900_000, "gpu_lost", EventSeverity.Info, "from a clock that is far ahead"), new(time - 30 * 86_400_000L, "gpu_xid", EventSeverity.Error, "old"),
        ], null), time));
        Assert.Equal(["4", "from a clock that is far ahead", "3", "2", "1"], await MessagesAsync(""));
        Assert.Equal(["2", "1"], await MessagesAsync("&kind=gpu_xid&kind=ipmi_sel"));
        Assert.Equal(["4", "3"], await MessagesAsync("&severity=error"));
        Assert.Equal(["2", "1"], await MessagesAsync($"&from={time - 3000}&to={time - 2000}"));
        Assert.Equal(["4", "from a clock that is far ahead"], await MessagesAsync("&limit=2"));
        Assert.Equal(["1", "old"], await MessagesAsync("&from=-60d&kind=gpu_xid"));
        Assert.Empty(await ListAsync("client=nobody"));

        async Task<string[]> MessagesAsync(string query) =>
            [.. (await ListAsync($"client={agent.Identity.ClientId}{query}")).Select(each => each.GetProperty("message").GetString()!)];
    }

    [Fact]
    public async Task Events_PageAfterPage_EndWithoutANext()
    {
        using var agent = await server.EnrollAsync();
        await SendAsync(agent, Report(new ReportExtras([.. Enumerable.Range(0, 25).Select(i => new MachineEvent(RunningServer.Now, "kind", EventSeverity.Info, $"{i}"))], null)));
        using var http = await server.LogInAsync();
        var seen = new List<string>();
        var before = "";
        do
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/events?client={agent.Identity.ClientId}&limit=10{before}");
            seen.AddRange(page.GetProperty("events").EnumerateArray().Select(each => each.GetProperty("message").GetString()!));
            before = page.GetProperty("next").GetString() is { } next ? $"&before={next}" : "";
        }
        while (before.Length > 0);

        Assert.Equal(25, seen.Count);
        Assert.Equal(25, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("/api/events?severity=bad", "severity")]
    [InlineData("/api/events?from=yesterday", "from")]
    [InlineData("/api/events?limit=0", "limit")]
    [InlineData("/api/events?limit=1.5", "limit")]
    [InlineData("/api/events?limit=1001", "limit")]
    [InlineData("/api/events?before=x", "before")]
    [InlineData("/api/events?client=a&client=b", "client")]
    [InlineData("/api/events?machine=a", "machine")]
    [InlineData("/api/clients/nobody/processes?at=soon", "at")]
    [InlineData("/api/clients/nobody/processes?from=now", "from")]
    public async Task Parameters_Bad_AreNamed(string address, string parameter)
    {
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task Processes_AtATime_AreThoseOfTheReportBefore()
    {
        using var agent = await server.EnrollAsync();
        using var http = await server.LogInAsync();
        var (time, path) = (RunningServer.Now, $"/api/clients/{agent.Identity.ClientId}/processes");
        Assert.Equal(JsonValueKind.Null, (await http.GetFromJsonAsync<JsonElement>(path)).GetProperty("time").ValueKind);
        foreach (var (pid, at) in new[] { (1, time - 20_000), (2, time - 10_000) })
            await SendAsync(agent, Report(new ReportExtras([], new([new(pid, Hostile) { User = "root", Cpu = 0.5, MemoryBytes = 1 << 20 }])), at));

        var newest = await http.GetFromJsonAsync<JsonElement>(path);
        Assert.Equal(time - 10_000, newest.GetProperty("time").GetInt64());
        var process = Assert.Single(newest.GetProperty("processes").EnumerateArray());
        Assert.Equal((2, Hostile, 0.5), (process.GetProperty("pid").GetInt32(), process.GetProperty("name").GetString(), process.GetProperty("cpu").GetDouble()));
        Assert.Equal(JsonValueKind.Null, process.GetProperty("gpuMemoryBytes").ValueKind);
        var before = await http.GetFromJsonAsync<JsonElement>($"{path}?at={time - 10_001}");
        Assert.Equal(1, before.GetProperty("processes")[0].GetProperty("pid").GetInt32());
    }

    [Fact]
    public async Task Processes_UnknownClient_Is404Problem()
    {
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync("/api/clients/nobody/processes");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("nobody", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Watch_EventsArrive_ArePushedOnce()
    {
        using var agent = await server.EnrollAsync();
        var watcher = new Watcher();
        var reference = server.Grains.CreateObjectReference<IClientObserver>(watcher);
        Assert.NotNull(await server.Grains.Client(agent.Identity.ClientId).Watch(reference));
        var happened = new MachineEvent(RunningServer.Now, "kind", EventSeverity.Error, "first") { Key = "1", Subject = [new("gpu", "0")] };
        await SendAsync(agent, Report(new ReportExtras([happened], null)));
        await SendAsync(agent, Report(new ReportExtras([happened, happened with { Key = "2", Message = "second" }], null)));
        await Eventually.HoldsAsync(() => Task.FromResult(watcher.Heard.Count >= 2), "two events are heard");
        Assert.Equal(["first", "second"], watcher.Heard.Select(each => each.Event.Message));
        Assert.Equivalent(happened, watcher.Heard.First().Event, strict: true);
        Assert.True(watcher.Heard.First().Id < watcher.Heard.Last().Id);
        GC.KeepAlive(watcher);
    }

    private static ReportExtras Extras(string message) => new([new(RunningServer.Now, "kind", EventSeverity.Info, message)], null);

    private static async Task<IReadOnlyList<ReportStatus>> SendAsync(GatewayClient agent, params Report[] reports)
    {
        var result = await agent.SendAsync(new ReportMessage([RunningServer.Temperature], null, reports), default);
        return Assert.IsType<SendResult.Answered>(result).Answer.Reports;
    }

    private Report Report(ReportExtras? extras, long? time = null)
    {
        var report = RunningServer.Temperature.Report(++_sequence, time ?? RunningServer.Now, 1);
        return extras is null ? report : report with { Extras = extras.Encoded() };
    }

    private async Task<List<JsonElement>> ListAsync(string query)
    {
        using var http = await server.LogInAsync();
        return [.. (await http.GetFromJsonAsync<JsonElement>("/api/events?" + query)).GetProperty("events").EnumerateArray()];
    }

    private sealed class Watcher : IClientObserver
    {
        public System.Collections.Concurrent.ConcurrentQueue<ClientEvent> Heard { get; } = [];

        public Task SchemaChanged(LiveSchema schema) => Task.CompletedTask;

        public Task Reported(LiveReport report) => Task.CompletedTask;

        public Task ProgramReported(string client, ProgramState state) => Task.CompletedTask;

        public Task Backfilled(string client, long from, long to) => Task.CompletedTask;

        public Task Happened(IReadOnlyList<ClientEvent> events)
        {
            foreach (var each in events) Heard.Enqueue(each);
            return Task.CompletedTask;
        }
    }
}
