using System.Globalization;
using System.Text.Json;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Browser;

/// <summary>
/// What ten charts of the fleet may cost a browser. Run by <c>scripts/bench pages</c>; the bars are those of its full size.
/// </summary>
[Trait("Category", "Bench")]
public sealed class ChartsBudgetTests(ITestOutputHelper output)
{
    private const string Chart = "time-chart[data-last-time]";
    private const int Charts = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    /// <summary>When history was asked for first and answered last, milliseconds of the page's clock.</summary>
    private const string Answers = """
        () => { const all = performance.getEntriesByType('resource').filter(each => each.name.includes('/api/timeseries/'));
                return JSON.stringify([Math.min(...all.map(each => each.startTime)), Math.max(...all.map(each => each.responseEnd))]); }
        """;

    /// <summary>Fewer machines, on whatever machine runs the tests: only what is far off shows here.</summary>
    [Fact]
    public Task Charts_8MachinesOver3Hours_StayQuick() => MeasureAsync(8, "3h", new Bars(Data: 3_000, Draw: 3_000, Update: 1_500, Longest: 500, Zoom: 500), ticks: 2, isSealed: false);

    [Fact]
    [Trait("Size", "Full")]
    public Task Charts_100MachinesOver24Hours_AreDrawnIn1300Milliseconds_UpdateIn250() =>
        MeasureAsync(100, "1d", new Bars(Data: 500, Draw: 800, Update: 250, Longest: 50, Zoom: 50), ticks: 6, isSealed: true);

    private async Task MeasureAsync(int machines, string past, Bars bars, int ticks, bool isSealed)
    {
        await using var server = await ServerProcess.StartAsync(output);
        await using var demo = await DemoProcess.StartAsync(server, machines, past, TimeSpan.FromMinutes(8));
        if (isSealed) await SealedAsync(server, machines);
        await using var browser = await BrowserSession.OpenAsync(server, new() { ViewportSize = new() { Width = 1600, Height = 4_000 } },
            script: PageProbe.Script(Chart));
        var page = browser.Page;
        var (data, drawn) = (new List<double>(), new List<double>());
        for (var load = 0; load < 6; load++)
        {
            await page.GotoAsync(new Uri(server.Address, $"/charts?range={past}").ToString());
            await page.WaitForFunctionAsync($"() => document.querySelectorAll('{Chart}').length >= {Charts}", null, new() { Timeout = 60_000 });
            var asked = JsonSerializer.Deserialize<double[]>(await page.EvaluateAsync<string>(Answers))!;
            var last = await page.EvaluateAsync<double>($"() => Object.values(probe.charts).sort((a, b) => a - b)[{Charts - 1}]");
            data.Add(asked[1] - asked[0]);
            drawn.Add(last - asked[1]);
        }

        output.WriteLine($"data, ms: {string.Join(' ', data.Select(PageProbe.Text))}; drawn after the data, ms: {string.Join(' ', drawn.Select(PageProbe.Text))}");
        var probe = await PageProbe.OnAsync(page);
        await Eventually.PassAsync(Tick);
        await probe.ForgetAsync();
        var perTick = await probe.BusyShareAsync(ticks * Tick) * Tick.TotalMilliseconds;
        var longest = (await probe.LongTasksAsync()).DefaultIfEmpty(0).Max();
        output.WriteLine($"main thread for each tick of 10 s, ms: {perTick:0}; longest task of 50 ms and more: {longest:0}");

        await probe.ForgetAsync();
        var plot = (await page.Locator($"{Chart} .u-over").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.3f, plot.Y + plot.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.6f, plot.Y + plot.Height / 2, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync("() => new URL(location.href).searchParams.has('from')");
        var zoom = (await probe.InteractionsAsync(1))[^1];
        output.WriteLine($"zoom, from letting go of the mouse to the next paint, ms: {zoom:0}");

        Assert.InRange(drawn.Min(), double.NegativeInfinity, bars.Draw);
        // Charts are drawn as their data comes, on the cores that the server answers with: the data takes some of the time to draw.
        // What it takes alone is measured by tests/Benchmarks -- charts.
        Assert.InRange(data.Zip(drawn, (asked, after) => asked + Math.Max(0, after)).Min(), 0, bars.Data + bars.Draw);
        Assert.InRange(perTick, 0, bars.Update);
        Assert.InRange(longest, 0, bars.Longest);
        Assert.InRange(zoom, 0, bars.Zoom);
        Assert.Empty(browser.Errors);
    }

    /// <summary>
    /// The past was reported within seconds and is sealed little by little; of a fleet that lived through it, all but the last windows are.
    /// </summary>
    private static Task SealedAsync(ServerProcess server, int machines) => Eventually.HoldsAsync(
        async () => OpenWindows(await server.Api.Http.GetStringAsync("/metrics")) <= 2 * machines,
        "the past is sealed",
        timeout: TimeSpan.FromMinutes(8));

    private static double OpenWindows(string metrics) => metrics.Split('\n')
        .Where(line => line.StartsWith("dcmon_series_open_windows", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture)).First();

    /// <param name="Data">From the first question to the last answer, milliseconds.</param>
    /// <param name="Draw">From then until all charts are drawn.</param>
    /// <param name="Update">Main thread for each tick.</param>
    /// <param name="Longest">Longest task while live.</param>
    /// <param name="Zoom">From the end of the drag to the next paint.</param>
    private readonly record struct Bars(double Data, double Draw, double Update, double Longest, double Zoom);
}
