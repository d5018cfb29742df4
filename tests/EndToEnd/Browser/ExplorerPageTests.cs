using Dcmon.EndToEnd.Agents;
using Dcmon.EndToEnd.Processes;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>The explorer and dashboards, of a real agent, in a real browser.</summary>
public sealed class ExplorerPageTests(ReportingServer reporting) : IClassFixture<ReportingServer>
{
    [Fact]
    public async Task Explorer_MetricThatIsSearched_IsChartedAndSavedToADashboard()
    {
        await using var browser = await BrowserSession.OpenAsync(reporting.Server);
        var page = browser.Page;
        await OpenAsync(page, reporting.Server, "/explore");

        // A counter is shown as its rate without being asked.
        await ChooseMetricAsync(page, "cpu seconds");
        await page.WaitForSelectorAsync("time-chart[data-last-time]");
        await Assertions.Expect(page.Locator("line-editor option:checked").First).ToHaveTextAsync("rate per second");
        await page.ClickAsync("line-editor .chip:has-text('mode')");
        await page.WaitForFunctionAsync("() => document.querySelector('time-chart').picture.lines.length > 2");

        // The address says all of it.
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('time-chart')?.picture?.lines.length > 2");

        await page.ClickAsync("text=Save to a dashboard…");
        await page.FillAsync("dialog [name=title]", "Modes");
        await page.FillAsync("dialog [name=name]", "<b>Mine</b>");
        await page.ClickAsync("dialog button[type=submit]");
        await page.ClickAsync("dialog a:has-text('<b>Mine</b>')");
        await page.WaitForSelectorAsync("dashboard-panel time-chart[data-last-time]");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("<b>Mine</b>");
        await Assertions.Expect(page.Locator("dashboard-panel h3")).ToHaveTextAsync("Modes");
        Assert.Empty(browser.Errors);
    }

    [Theory]
    [InlineData("heat", ".heatmaplayer image", 1)]
    [InlineData("histogram", ".barlayer path", 1)]
    [InlineData("box", ".boxlayer path", 1)]
    [InlineData("scatter", ".scatterlayer path", 2)]
    public async Task Explorer_ShapeThatIsNoLine_IsDrawnAndHasATable(string shape, string mark, int metrics)
    {
        await using var browser = await BrowserSession.OpenAsync(reporting.Server);
        var page = browser.Page;
        var lines = string.Join(",", new[] { "load1", "memory_available_bytes" }.Take(metrics).Select(metric => $$"""{"metric":"{{metric}}"}"""));
        await OpenAsync(page, reporting.Server, "/explore?range=5m&view=" + Uri.EscapeDataString($$"""{"shape":"{{shape}}","lines":[{{lines}}]}"""));
        await page.WaitForSelectorAsync("plot-view " + mark, new() { State = WaitForSelectorState.Attached });
        await page.ClickAsync(".explored button:has-text('Table')");
        Assert.InRange(await page.Locator("plot-view tbody tr").CountAsync(), 1, 500);
    }

    [Fact]
    public async Task Dashboard_IsArrangedSavedAndGivenAway()
    {
        await using var browser = await BrowserSession.OpenAsync(reporting.Server);
        var page = browser.Page;
        const string file = """
            {"format":"dcmon-dashboard","name":"Given","panels":[
              {"title":"first","width":6,"height":4,"view":{"lines":[{"metric":"load1"}]}},
              {"title":"second","width":6,"height":4,"view":{"lines":[{"metric":"load5"}]}}]}
            """;
        await OpenAsync(page, reporting.Server, "/dashboards");
        await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "given.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await page.WaitForSelectorAsync("dashboard-panel [draggable]");

        await page.ClickAsync("[aria-label='Move back: first']");
        await page.ClickAsync("[aria-label='Wider: first']");
        await page.ClickAsync("text=Save");
        await page.WaitForSelectorAsync("dashboard-view button:has-text('Edit')");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("dashboard-panel h3")).ToHaveTextAsync(["second", "first"]);
        Assert.Equal("span 8", await page.EvaluateAsync<string>("() => document.querySelectorAll('dashboard-panel')[1].style.gridColumnStart"));

        // Another window's change is not written over.
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url + "?edit=1");
        await other.FillAsync("input.name", "Renamed");
        await page.ClickAsync("dashboard-view button:has-text('Edit')");
        await page.FillAsync("input.name", "Renamed here");
        await other.ClickAsync("text=Save");
        await other.WaitForSelectorAsync("h1:has-text('Renamed')");
        await page.ClickAsync("text=Save");
        await Assertions.Expect(page.Locator("dashboard-view .failure")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Import_OfAFileThatIsNoDashboard_SaysWhy()
    {
        await using var browser = await BrowserSession.OpenAsync(reporting.Server);
        await OpenAsync(browser.Page, reporting.Server, "/dashboards");
        await browser.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "x.json", MimeType = "application/json", Buffer = "{}"u8.ToArray() });
        await Assertions.Expect(browser.Page.Locator(".failure")).ToContainTextAsync("no dashboard of dcmon");
    }

    private static async Task OpenAsync(IPage page, ServerProcess server, string address) =>
        await page.GotoAsync(new Uri(server.Address, address).ToString());

    private static async Task ChooseMetricAsync(IPage page, string search)
    {
        var field = page.Locator("input[role=combobox][placeholder*='metric']");
        await field.FillAsync(search);
        await page.Keyboard.PressAsync("Enter");
    }
}
