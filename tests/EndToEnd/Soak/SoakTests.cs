using System.Globalization;
using Dcmon.EndToEnd.Browser;
using Dcmon.EndToEnd.Processes;
using Dcmon.Load;
using Dcmon.Load.Results;
using Dcmon.Testing;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Soak;

/// <summary>
/// A fleet on one server with its page open, for as long as it takes to see memory that grows. <c>scripts/soak</c> runs it with other
/// numbers, through SOAK_AGENTS and SOAK_MINUTES.
/// </summary>
[Trait("Category", "Long")]
public sealed class SoakTests(ITestOutputHelper output)
{
    /// <summary>What is loaded, compiled and pooled once comes in this share of the time.</summary>
    private const double WarmUp = 0.3;

    [Fact]
    public async Task Fleet_WithThePageOpen_MissesNoReportAndKeepsMemoryFlat()
    {
        var (agents, minutes) = (Number("SOAK_AGENTS", 500), Number("SOAK_MINUTES", 10));
        await using var server = await ServerProcess.StartAsync(output);
        await using var fleet = await server.FleetAsync(new LoadOptions { Agents = agents, State = server.File("fleet") });
        await using var browser = await BrowserSession.OpenAsync(server);
        fleet.Start();
        await Assertions.Expect(Total(browser, "machines", agents)).ToBeVisibleAsync(new() { Timeout = 60_000 });

        var watched = await WatchAsync(server, fleet, minutes);
        await AssertAllOnlineAsync(server, browser, agents);
        await fleet.StopAsync(TimeSpan.FromSeconds(30));
        var result = LoadResult.Of(fleet, TimeSpan.FromMinutes(minutes));
        output.WriteLine($"{result}");
        output.WriteLine($"missed reports: {result.Missed}, late: {result.Late}, failed requests: {result.Failures}");
        Assert.True(result.Missed + result.Refused + result.Late + result.Failures == 0, fleet.Counters.LastProblem);
        AssertFlat(watched);
    }

    private async Task<List<SoakMinute>> WatchAsync(ServerProcess server, LoadFleet fleet, int minutes)
    {
        var watched = new List<SoakMinute>();
        var cpu = server.Process.CpuTime;
        for (var minute = 1; minute <= minutes; minute++)
        {
            await Eventually.PassAsync(TimeSpan.FromMinutes(1));
            var now = server.Process.CpuTime;
            watched.Add(new SoakMinute(minute, server.Process.ResidentBytes, now - cpu, fleet.Counters.Acknowledged));
            cpu = now;
            output.WriteLine($"{watched[^1]}");
        }

        return watched;
    }

    /// <summary>Both the API and the page see every machine, and the page has had no trouble.</summary>
    private static async Task AssertAllOnlineAsync(ServerProcess server, BrowserSession browser, int agents)
    {
        var clients = await server.Api.GetAsync("/api/clients");
        Assert.Equal(agents, clients.EnumerateArray().Count(each => each.GetProperty("online").GetBoolean()));
        // Of the rows only those in view are in the page.
        await Assertions.Expect(Total(browser, "machines", agents)).ToBeVisibleAsync();
        await Assertions.Expect(Total(browser, "online", agents)).ToBeVisibleAsync();
        Assert.Empty(browser.Errors);
    }

    private static ILocator Total(BrowserSession browser, string total, int count) =>
        browser.Page.Locator($".totals [data-total={total}][data-count='{count}']");

    private void AssertFlat(List<SoakMinute> watched)
    {
        var warm = watched.Skip((int)Math.Ceiling(watched.Count * WarmUp)).Select(each => (double)each.ResidentBytes).ToList();
        if (warm.Count < 4) return;
        var half = warm.Count / 2;
        var (before, after) = (warm.Take(half).Average(), warm.TakeLast(half).Average());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"growth after warm-up: {after / before - 1:p1}"));
        Assert.InRange(after / before, 0, 1.1);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
