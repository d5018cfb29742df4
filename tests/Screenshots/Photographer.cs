using System.Text.Json;
using Microsoft.Playwright;

namespace Dcmon.Screenshots;

/// <summary>Goes through the pages in one look, and takes a picture of each once it shows something.</summary>
internal sealed class Photographer(IPage page, Uri address, string folder, string look)
{
    private const string Row = "tr[data-client]", Chart = "time-chart[data-last-time]";

    /// <summary>Takes all pictures.</summary>
    public async Task TakeAllAsync(string password)
    {
        await page.GotoAsync(new Uri(address, "/login").ToString());
        await ShootAsync("login");
        await page.FillAsync("[name=user]", "admin");
        await page.FillAsync("[name=password]", password);
        await page.ClickAsync("form[action='/login'] button");
        await page.WaitForSelectorAsync(Row);

        var clients = (await GetAsync("/api/clients")).EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!, each => each.GetProperty("id").GetString()!);
        var machine = clients["hgx-01"];
        var dashboard = await DashboardAsync();
        (string Name, string Path, string Ready)[] pages =
        [
            ("fleet", "/", Row),
            ("fleet-groups", "/?by=group&density=compact", Row),
            ("fleet-trends", "/?trends=1", Row),
            ("heat-map", "/?view=heat", "heat-map :is(button, a, canvas, svg, [tabindex])"),
            ("machine", $"/machines/{machine}?range=3h", Chart),
            ("machine-events", $"/machines/{machine}?tab=events", "event-log tr, event-log li"),
            ("machine-processes", $"/machines/{machine}?tab=processes", "machine-processes tr"),
            ("machine-facts", $"/machines/{machine}?tab=facts", ".machine-facts"),
            ("storage", $"/machines/{clients["store-03"]}?range=1d", Chart),
            ("charts", "/charts?range=1d", Chart),
            ("explorer", "/explore?range=1d&view=" + Uri.EscapeDataString("""{"lines":[{"metric":"gpu_temperature_celsius"}],"top":12}"""), "explored-view canvas"),
            ("explorer-heat", "/explore?range=6h&view=" + Uri.EscapeDataString("""{"shape":"heat","lines":[{"metric":"gpu_utilization_ratio"}]}"""), "plot-view svg"),
            ("explorer-box", "/explore?range=6h&view=" + Uri.EscapeDataString("""{"shape":"box","group":"model","lines":[{"metric":"gpu_power_watts"}]}"""), "plot-view svg"),
            ("dashboards", "/dashboards", "dashboard-list a"),
            ("dashboard", $"/dashboards/{dashboard}?range=6h", "dashboard-panel canvas"),
            ("timeline", "/timeline?range=7d", "state-timeline .lane-axis, state-timeline [data-state]"),
            ("cluster", "/cluster", "cluster-view table"),
            ("settings-colours", "/settings/display", "display-section input"),
            ("settings-machines", "/settings/machines", "machines-section :is(tr, li)"),
            ("settings-enrolment", "/settings/enrolment", "enrolment-section button"),
            ("settings-retention", "/settings/retention", "retention-section input"),
            ("not-found", "/nothing-here", "main"),
        ];
        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        var tall = look == "phone" ? 1_800 : 2_000;
        foreach (var (name, path, ready) in pages)
        {
            // A tall window rather than a picture of the whole page: what is out of sight is not drawn.
            await page.SetViewportSizeAsync(width, name is "machine" or "storage" or "charts" ? tall : height);
            await page.GotoAsync(new Uri(address, path).ToString());
            try
            {
                await page.WaitForSelectorAsync(ready, new() { Timeout = 20_000 });
            }
            catch (TimeoutException)
            {
                // The picture shows what is there instead.
                Console.Error.WriteLine($"{name}-{look}: there is no '{ready}'");
            }

            await ShootAsync(name);
        }
    }

    private async Task ShootAsync(string name)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        // Charts draw in the frames after their data is there.
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 900))");
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{look}.png") });
        Console.WriteLine($"{name}-{look}");
    }

    private async Task<string> DashboardAsync()
    {
        var known = (await GetAsync("/api/dashboards")).EnumerateArray().Where(each => each.GetProperty("name").GetString() == "GPU hosts").ToArray();
        if (known.Length > 0) return known[0].GetProperty("id").ToString();
        object Panel(string title, string metric, string? taken = null, int width = 6, string shape = "lines") =>
            new { title, width, height = 4, view = new { shape, lines = new[] { new { metric, taken = taken ?? "value" } }, top = 10 } };
        var content = new
        {
            panels = new[]
            {
                Panel("Hottest GPUs", "gpu_temperature_celsius"), Panel("Power of the machines", "ipmi_dcmi_power_watts"), Panel("Network received", "network_receive_bytes_total", "rate"),
                Panel("Load", "load1"), Panel("GPU use over time", "gpu_utilization_ratio", width: 12, shape: "heat"),
            },
        };
        var answer = await page.Context.APIRequest.PostAsync(new Uri(address, "/api/dashboards").ToString(), new() { DataObject = new { name = "GPU hosts", shared = true, content } });
        if (!answer.Ok) throw new InvalidOperationException($"The dashboard was not made: {await answer.TextAsync()}");
        return JsonDocument.Parse(await answer.TextAsync()).RootElement.GetProperty("id").ToString();
    }

    private async Task<JsonElement> GetAsync(string path) =>
        JsonDocument.Parse(await (await page.Context.APIRequest.GetAsync(new Uri(address, path).ToString())).TextAsync()).RootElement;
}
