using Dcmon.EndToEnd.Agents;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>The fleet's charts, of a real agent, in a real browser.</summary>
public sealed class ChartsPageTests(ReportingServer reporting) : IClassFixture<ReportingServer>
{
    /// <summary>The chart of memory, which every machine reports.</summary>
    private const string Memory = "[...document.querySelectorAll('time-chart')].find(chart => chart.request.title === 'Memory')";

    [Fact]
    public async Task Charts_OfTheFleet_MoveByThemselves_AndTheirWindowIsInTheAddress()
    {
        await using var browser = await BrowserSession.OpenAsync(reporting.Server);
        var page = browser.Page;
        await page.SetViewportSizeAsync(1280, 2400);
        await page.GotoAsync(new Uri(reporting.Server.Address, "/charts?range=5m").ToString());
        await page.WaitForFunctionAsync($"() => {Memory}?.drawnTimes.length > 0");
        Assert.Equal(1, await page.EvaluateAsync<int>($"() => {Memory}.picture.lines.length"));
        Assert.InRange(await page.EvaluateAsync<double>($"() => {Memory}.picture.frame.columns[0].findLast(value => value !== null)"), 0.001, 1);

        // A new bucket comes without anybody's doing.
        var newest = await page.EvaluateAsync<double>($"() => {Memory}.drawnTimes.at(-1)");
        await page.WaitForFunctionAsync($"newest => {Memory}.drawnTimes.at(-1) > newest", newest, new() { Timeout = 60_000 });

        await DragAsync(page, 0.3f, 0.9f);
        await page.WaitForFunctionAsync("() => /from=\\d+&to=\\d+/.test(location.search)");
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('time-chart')].every(chart => chart.window.kind === 'fixed')"));
        await page.EvaluateAsync($"() => {Memory}.querySelector('.plot').focus()");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => location.search === '?range=5m'");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Machines_ThatTheAddressDoesNotName_AreNotCharted()
    {
        await using var browser = await BrowserSession.OpenAsync(reporting.Server);
        await browser.Page.GotoAsync(new Uri(reporting.Server.Address, "/charts?q=no-such-machine").ToString());
        await browser.Page.ClickAsync("text=Show all");
        await browser.Page.WaitForSelectorAsync("time-chart[data-last-time]");
        Assert.DoesNotContain("q=", browser.Page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }

    /// <summary>Chooses a part of the first chart's width with the pointer.</summary>
    private static async Task DragAsync(IPage page, float from, float to)
    {
        var box = await page.Locator("time-chart .u-over").First.BoundingBoxAsync();
        Assert.NotNull(box);
        var y = box.Y + (box.Height / 2);
        await page.Mouse.MoveAsync(box.X + (box.Width * from), y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * to), y, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }
}
