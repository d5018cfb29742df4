using System.Diagnostics;
using System.Globalization;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Truth;
using Dcmon.Load;
using Dcmon.Testing;
using Dcmon.Testing.Hub;

namespace Dcmon.EndToEnd.Faults.Worst;

/// <summary>
/// Twenty honest machines and one honest page, while the worst client and the worst session that we know are at work. WORST_MINUTES says
/// for how long; 10 if left out.
/// </summary>
[Trait("Category", "Long")]
[Collection(Alone.Name)]
public sealed class WorstCaseTests(ITestOutputHelper output)
{
    private const int Machines = 20;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);

    /// <summary>What a page of one machine asks.</summary>
    private static readonly string[] PageQueries =
    [
        "cpu_seconds_total/rate?agg=sum&", "memory_available_bytes?", "load1?", "gpu_temperature_celsius?", "gpu_power_watts?", "network_receive_bytes_total/rate?",
    ];

    [Fact]
    public async Task WorstAgentAndWorstViewer_NobodyElseNotices()
    {
        var minutes = double.Parse(Environment.GetEnvironmentVariable("WORST_MINUTES") ?? "10", CultureInfo.InvariantCulture);
        await using var server = await ServerProcess.StartAsync(output);
        await using var fleet = await server.FleetAsync(new LoadOptions { Agents = Machines, State = server.File("fleet") });
        fleet.Start();
        await Eventually.PassAsync(Settle);
        fleet.Counters.TakeLatency();

        using var worst = await WorstAgent.EnrollAsync(server);
        var viewer = new WorstViewer(server, server.Api);
        using var session = await server.LogInAsync();
        await using var hub = await HubClient.ConnectAsync(new Uri(server.Address, "/hub/live"), session.Cookies);
        var client = fleet.Agents[0].Identity.ClientId;
        await hub.InvokeAsync("WatchClient", client);
        await hub.InvokeAsync("WatchSeries", "honest", $"/api/timeseries/load1?client={client}&step=1");
        using var stop = new CancellationTokenSource();
        var attacks = Task.WhenAll(Task.Run(() => worst.RunAsync(stop.Token)), Task.Run(() => viewer.RunAsync(stop.Token)));
        // What was before the attack does not count.
        await Eventually.PassAsync(5 * Second);
        hub.Events.Clear();

        var (pages, started, memory) = (new List<double>(), Stopwatch.StartNew(), 0L);
        while (started.Elapsed < TimeSpan.FromMinutes(minutes))
        {
            var asked = Stopwatch.StartNew();
            await Task.WhenAll(PageQueries.Select(query => session.GetAsync($"/api/timeseries/{query}client={client}&from=-15m&step=10")));
            pages.Add(asked.Elapsed.TotalSeconds);
            memory = Math.Max(memory, server.Process.ResidentBytes);
            await Eventually.PassAsync(2 * Second);
        }

        var live = hub.Events.Count(each => each.Name == "series") / started.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await attacks;
        pages.Sort();
        var (acknowledged, page) = (fleet.Counters.Latency.Percentile(0.99).TotalSeconds, pages[(int)(pages.Count * 0.99)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{worst.Messages} messages and {viewer.Count} questions in {started.Elapsed.TotalMinutes:0.0} min; honest reports p99 {acknowledged:0.000} s, a page's queries p50 {pages[pages.Count / 2]:0.00} s, p99 {page:0.00} s, live updates {live:0.00}/s, memory at most {memory / 1e6:0} MB"));
        Assert.Equal(0, fleet.Counters.Failures);
        var ending = Stopwatch.StartNew();
        Assert.Equal(0, await server.Process.StopAsync());
        output.WriteLine($"SIGTERM: {ending.Elapsed}");
        Assert.InRange(acknowledged, 0, 1);
        Assert.InRange(page, 0, 2);
        // An evaluation begins a second after the one before, at the earliest: 0.8 without the attack.
        Assert.InRange(live, 0.6, 5);
        Assert.InRange(memory, 0, 1_000_000_000);
        Assert.InRange(ending.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
