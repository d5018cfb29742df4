using Dcmon.EndToEnd.Processes;
using Dcmon.Load;
using Dcmon.Testing;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>
/// What the fleet's page may cost a browser while machines report every 10 s. Run by <c>scripts/bench pages</c>; the bars are those of its
/// full size.
/// </summary>
[Trait("Category", "Bench")]
public sealed class FleetBudgetTests(ITestOutputHelper output)
{
    private const string Row = "tr[data-client]";
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    /// <summary>A tenth of the machines on whatever machine runs the tests: only what is far off shows here.</summary>
    [Fact]
    public Task Fleet_100Machines_StaysQuick() =>
        MeasureAsync(machines: 100, interactions: 20, new Bars(Paint: 3_000, Interaction: 300, Busy: 0.6), TimeSpan.FromSeconds(10));

    [Fact]
    [Trait("Size", "Full")]
    public Task Fleet_1000Machines_PaintsWithinASecond_AnswersWithin100Milliseconds_IsBusyUnder30Percent() =>
        MeasureAsync(machines: 1_000, interactions: 80, new Bars(Paint: 1_000, Interaction: 100, Busy: 0.30), TimeSpan.FromSeconds(30));

    [Fact]
    [Trait("Size", "Full")]
    public async Task Fleet_1000MachinesForTenMinutes_HeapStaysFlat()
    {
        await using var server = await ServerProcess.StartAsync(output);
        await using var fleet = await StartAsync(server, 1_000);
        await using var browser = await OpenAsync(server);
        var probe = await PageProbe.OnAsync(browser.Page);
        var heap = new List<double>();
        for (var sample = 0; sample < 30; sample++)
        {
            await Eventually.PassAsync(TimeSpan.FromSeconds(20));
            heap.Add(await probe.HeapBytesAsync() / 1e6);
        }

        output.WriteLine($"heap, MB, each 20 s: {string.Join(' ', heap.Select(PageProbe.Text))}");
        var (settled, end) = (heap[10..15].Average(), heap[25..].Average());
        Assert.True(end < settled * 1.1, $"The heap grew from {settled:0.0} MB after a third of the time to {end:0.0} MB.");
        Assert.Empty(browser.Errors);
    }

    private async Task MeasureAsync(int machines, int interactions, Bars bars, TimeSpan watched)
    {
        await using var server = await ServerProcess.StartAsync(output);
        await using var fleet = await StartAsync(server, machines);
        await using var browser = await OpenAsync(server);
        var page = browser.Page;

        var paints = new List<double>();
        for (var load = 0; load < 5; load++)
        {
            await page.ReloadAsync();
            paints.Add(await (await PageProbe.OnAsync(page)).PaintedAsync());
        }

        output.WriteLine($"first rows painted, ms: {string.Join(' ', paints.Select(PageProbe.Text))}");
        var probe = await PageProbe.OnAsync(page);
        await Eventually.PassAsync(Usual);
        var busy = await probe.BusyShareAsync(watched);
        output.WriteLine($"main thread busy while watched: {busy:P1}");

        await probe.ForgetAsync();
        var made = await InteractAsync(page, interactions);
        var times = await probe.InteractionsAsync(made);
        var p95 = times[(int)Math.Ceiling(times.Length * 0.95) - 1];
        output.WriteLine($"interaction to next paint, ms: median {times[times.Length / 2]}, p95 {p95}, longest {times[^1]}, of {times.Length}");
        output.WriteLine($"slowest, ms: {await probe.SlowestAsync(10)}");
        output.WriteLine($"long tasks, ms: {string.Join(' ', (await probe.LongTasksAsync()).Select(PageProbe.Text))}");

        Assert.InRange(paints.Order().ElementAt(paints.Count / 2), 0, bars.Paint);
        Assert.InRange(busy, 0, bars.Busy);
        Assert.InRange(p95, 0, bars.Interaction);
        Assert.Empty(browser.Errors);
    }

    /// <summary>What people do: sort, search, move through the rows. Real clicks and keys, while reports come in.</summary>
    private static async Task<int> InteractAsync(IPage page, int count)
    {
        var (heads, search, made) = (page.Locator("fleet-table thead button"), page.Locator("fleet-table input[type=search]"), 0);
        while (made < count)
        {
            await heads.Nth(made / 8 % await heads.CountAsync()).ClickAsync();
            await search.ClickAsync();
            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync("p");
            await page.Keyboard.PressAsync("Backspace");
            await page.Keyboard.PressAsync("Backspace");
            await page.Mouse.WheelAsync(0, 900);
            await page.Locator(Row).First.HoverAsync();
            await page.Keyboard.PressAsync("PageDown");
            made += 7;
        }

        return made;
    }

    private static async Task<LoadFleet> StartAsync(ServerProcess server, int machines)
    {
        var fleet = await server.FleetAsync(server.Fleet(machines, Usual));
        fleet.Start();
        await Eventually.HoldsAsync(() => fleet.Counters.Acknowledged >= machines, "all machines have reported", timeout: TimeSpan.FromMinutes(3));
        return fleet;
    }

    private static async Task<BrowserSession> OpenAsync(ServerProcess server)
    {
        var browser = await BrowserSession.OpenAsync(server, new() { ViewportSize = new() { Width = 1600, Height = 1000 } },
            script: PageProbe.Script(Row));
        await browser.Page.WaitForSelectorAsync(Row);
        return browser;
    }

    /// <param name="Paint">Until the first rows are painted, milliseconds.</param>
    /// <param name="Interaction">From an interaction to the next paint at p95, milliseconds.</param>
    /// <param name="Busy">Share of the time for which the main thread works.</param>
    private readonly record struct Bars(double Paint, double Interaction, double Busy);
}
