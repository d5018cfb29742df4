using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Wire.Reports;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>Pages of a server that is empty, slow, away, or answers with errors.</summary>
public sealed class FailingServerTests(ITestOutputHelper output)
{
    private static readonly Schema Memory = Schema.Of([Reports.Gauge("memory_total_bytes"), Reports.Gauge("memory_available_bytes")]);

    [Fact]
    public async Task NoMachines_EachPageOfTheFleet_SaysSo()
    {
        await using var server = await ServerProcess.StartAsync(output);
        await using var browser = await BrowserSession.OpenAsync(server);
        foreach (var (name, path, _) in Pages.All("").Where(each => !each.Path.StartsWith("/machines/", StringComparison.Ordinal)))
        {
            await browser.Page.GotoAsync(new Uri(server.Address, path).ToString());
            await Assertions.Expect(browser.Page.Locator("main")).Not.ToContainTextAsync("Loading", new() { Timeout = 15_000 });
            Assert.True((await browser.Page.InnerTextAsync("main")).Trim().Length > 20, $"The page {name} is empty and does not say why.");
            Assert.Empty(await Axe.FindAsync(browser.Page));
        }

        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task MachineThatNeverReported_ItsPage_SaysSo()
    {
        await using var server = await ServerProcess.StartAsync(output);
        using var machine = await ReportingMachine.EnrollAsync(server, "silent");
        await using var browser = await BrowserSession.OpenAsync(server);
        await Assertions.Expect(browser.Page.Locator("tr[data-client]")).ToContainTextAsync("silent");
        await browser.Page.GotoAsync(new Uri(server.Address, $"/machines/{machine.Id}").ToString());
        await Assertions.Expect(browser.Page.Locator("main")).ToContainTextAsync("silent");
        await Assertions.Expect(browser.Page.Locator("main")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("never|no report|not reported|nothing", System.Text.RegularExpressions.RegexOptions.IgnoreCase));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task ServerKilledAndStarted_FleetPage_GoesOnByItself()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var fleet = await server.FleetAsync(server.Fleet(3, TimeSpan.FromSeconds(1)));
        fleet.Start();
        await using var browser = await BrowserSession.OpenAsync(server);
        await Assertions.Expect(browser.Page.Locator("tr[data-client]")).ToHaveCountAsync(3, new() { Timeout = 30_000 });
        await browser.Page.EvaluateAsync("() => { window.sameVisit = true; }");
        await server.Process.KillAsync();
        await browser.Page.WaitForSelectorAsync("live-status[data-state=reconnecting], live-status[data-state=disconnected]");
        // The rows stay in sight meanwhile.
        Assert.Equal(3, await browser.Page.Locator("tr[data-client]").CountAsync());
        await server.StartAgainAsync();
        await browser.Page.WaitForSelectorAsync("live-status[data-state=connected]", new() { Timeout = 60_000 });
        using var fourth = await ReportingMachine.EnrollAsync(server, "fourth");
        await fourth.ReportAsync(Memory, [100, 40], new MachineFacts("fourth"));
        await Assertions.Expect(browser.Page.Locator("tr[data-client]", new() { HasText = "fourth" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.True(await browser.Page.EvaluateAsync<bool>("() => window.sameVisit"));
    }

    [Fact]
    public async Task SlowServer_Fleet_ShowsThatItLoads_ThenItsMachines()
    {
        await using var server = await ServerProcess.StartAsync(output);
        using var machine = await ReportingMachine.EnrollAsync(server);
        await machine.ReportAsync(Memory, [100, 40], new MachineFacts("far-away"));
        await using var link = new SlowLink(server.Port, TimeSpan.FromMilliseconds(300), 60_000);
        await using var browser = await BrowserSession.OpenAsync(server, address: new Uri($"https://localhost:{link.Port}"));
        await Assertions.Expect(browser.Page.Locator("tr[data-client]")).ToContainTextAsync("far-away", new() { Timeout = 60_000 });
        Assert.True(link.Connections > 0);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task ApiThatAnswers500_MachinePage_SaysWhatFailed_AndRecovers()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var fleet = await server.FleetAsync(server.Fleet(1, TimeSpan.FromSeconds(1)));
        fleet.Start();
        await using var browser = await BrowserSession.OpenAsync(server);
        await browser.Page.WaitForSelectorAsync("tr[data-client]");
        await browser.Page.RouteAsync("**/api/timeseries/**", route => route.FulfillAsync(new()
        {
            Status = 500,
            ContentType = "application/problem+json",
            Body = """{"title":"The store is on fire","status":500,"detail":"The store is on fire."}""",
        }));
        await browser.Page.GotoAsync(new Uri(server.Address, $"/machines/{fleet.Agents[0].Identity.ClientId}").ToString());
        await Assertions.Expect(browser.Page.Locator("main")).ToContainTextAsync("on fire", new() { Timeout = 30_000 });
        await browser.Page.UnrouteAllAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).First.ClickAsync();
        await browser.Page.WaitForSelectorAsync("time-chart[data-last-time]");
    }
}
