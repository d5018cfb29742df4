using System.Globalization;
using System.Text.Json;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Browser;

/// <summary>The page of this machine, reported by the real agent, in a real browser.</summary>
public sealed class LivePageTests(ITestOutputHelper output)
{
    /// <summary>Notes for each new report how long after the agent's timestamp the page showed it, charts drawn.</summary>
    private const string Observe = """
        () => {
          window.delays = [];
          const shown = document.querySelector('.last-seen');
          new MutationObserver(() => window.delays.push(Date.now() - Number(shown.dataset.time)))
            .observe(shown, { attributes: true, attributeFilter: ['data-time'] });
        }
        """;

    [Fact]
    public Task Watched_30ReportsASecond_27AreOnScreenInHalfASecond() => MeasureDelays(30, 27);

    [Fact]
    [Trait("Category", "Long")]
    public Task Watched_100ReportsASecond_95AreOnScreenInHalfASecond() => MeasureDelays(100, 95);

    [Fact]
    public async Task HistoryAndLiveFeed_Joined_HaveNoGapAndNoDouble()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var agent = await AgentProcess.ReportingAsync(output, server);
        await using var browser = await BrowserSession.OpenAsync(server);
        // Some history first; then pages that load it while reports keep coming.
        await Eventually.HoldsAsync(async () => (await StoredTimes(server, agent.ClientId)).Count >= 10, "ten reports are stored");
        for (var visit = 0; visit < 3; visit++)
        {
            await browser.OpenMachineAsync(server, agent.ClientId);
            await browser.Page.EvaluateAsync(Observe);
            await browser.Page.WaitForFunctionAsync("() => window.delays.length >= 4");
            var drawn = JsonSerializer.Deserialize<long[]>((await browser.Page.EvaluateAsync<string>(
                "() => JSON.stringify(document.querySelector('time-chart[data-chart=memory]').drawnTimes)")))!;
            var stored = (await StoredTimes(server, agent.ClientId)).Where(time => time >= drawn[0] && time <= drawn[^1]).ToArray();
            Assert.Equal(stored, drawn);
        }

        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Server_RestartedUnderThePage_GoesOnWithoutReload()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var agent = await AgentProcess.ReportingAsync(output, server);
        await using var browser = await BrowserSession.OpenAsync(server);
        await browser.OpenMachineAsync(server, agent.ClientId);
        await server.Process.KillAsync();
        await browser.Page.WaitForSelectorAsync("live-status[data-state=reconnecting], live-status[data-state=disconnected]");
        await server.StartAgainAsync();
        var restarted = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await browser.Page.WaitForFunctionAsync(
            "since => Number(document.querySelector('time-chart[data-chart=memory]').dataset.lastTime) > since", restarted, new() { Timeout = 90_000 });
        // What was reported meanwhile came later; the chart has it all the same.
        await Eventually.HoldsAsync(async () =>
        {
            var stored = (await StoredTimes(server, agent.ClientId)).ToHashSet();
            return await browser.Page.EvaluateAsync<int>(
                "times => { const drawn = new Set(document.querySelector('time-chart[data-chart=memory]').drawnTimes); return times.filter(t => drawn.has(t)).length }",
                stored.Where(time => time <= restarted).ToArray()) >= stored.Count(time => time <= restarted) - 1;
        }, "the chart has what was reported meanwhile");
    }

    [Fact]
    public async Task Events_OfTheAgent_AreOnThePageAndComeInByThemselves()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var agent = await AgentProcess.ReportingAsync(output, server);
        await using var browser = await BrowserSession.OpenAsync(server);
        await browser.OpenMachineAsync(server, agent.ClientId);
        await browser.Page.WaitForSelectorAsync("machine-events [data-kind=agent_start]");
        Assert.Null(await browser.Page.QuerySelectorAsync("machine-events [data-kind=agent_stop]"));
        Assert.Equal(0, await agent.Process.StopAsync());
        await browser.Page.WaitForSelectorAsync("machine-events tr:first-child[data-kind=agent_stop]");
        Assert.Single(await browser.Page.QuerySelectorAllAsync("machine-events [data-kind=agent_start]"));
        Assert.Empty(browser.Errors);
    }

    private async Task MeasureDelays(int reports, int inTime)
    {
        await using var server = await ServerProcess.StartAsync(output);
        await using var agent = await AgentProcess.ReportingAsync(output, server);
        await using var browser = await BrowserSession.OpenAsync(server);
        await browser.OpenMachineAsync(server, agent.ClientId);
        // Nobody watched until now: the pace changes with the next report.
        await browser.Page.EvaluateAsync(Observe);
        await browser.Page.WaitForFunctionAsync("() => window.delays.length >= 3", null, new() { Timeout = 60_000 });
        await browser.Page.EvaluateAsync("() => { window.delays = [] }");
        await browser.Page.WaitForFunctionAsync(
            string.Create(CultureInfo.InvariantCulture, $"() => window.delays.length >= {reports}"), null, new() { Timeout = reports * 3_000 });
        var delays = (await browser.Page.EvaluateAsync<double[]>("() => window.delays")).Take(reports).Order().ToArray();
        output.WriteLine($"median {delays[reports / 2]} ms, 95th of 100 {delays[reports * 95 / 100]} ms, slowest {delays[^1]} ms");
        Assert.InRange(delays.Count(delay => delay <= 500), inTime, reports);
        Assert.Empty(browser.Errors);
    }

    private static async Task<List<long>> StoredTimes(ServerProcess server, string client) =>
        [.. (await Stored.History.ValuesAsync(server, "memory_total_bytes", client)).Select(each => each.Time)];
}
