using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Wire;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>
/// Machines that say what they should not: markup, text without end, text from right to left. Each page shows it as text, and keeps its
/// shape.
/// </summary>
public sealed class HostileTextTests(ITestOutputHelper output)
{
    private const string Markup = "</script></title><img src=x onerror=\"window.hacked=1\"><svg/onload=window.hacked=1>{{7*7}}${7*7}";
    private const string RightToLeft = "\u202eمرحبا بالعالم\u202d שלום \u2066hidden\u2069";

    private static readonly string Endless = string.Concat(Enumerable.Repeat("endless-", 2_000));

    public static TheoryData<string, string> Texts => new() { { "markup", Markup }, { "endless", Endless }, { "right to left", RightToLeft } };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task EachPage_ShowsItAsText_AndStaysAsWideAsTheWindow(string what, string text)
    {
        await using var server = await ServerProcess.StartAsync(output);
        var tag = text[..Math.Min(text.Length, 50)];
        using var machine = await ReportingMachine.EnrollAsync(server, "host", tag);
        var (label, fact) = (text[..Math.Min(text.Length, WireLimits.MaxLabelValueLength)],
            text[..Math.Min(text.Length, WireLimits.MaxFactLength)]);
        var (schema, values) = SchemaWith(label);
        var facts = FactsWith(fact);
        var happened = new MachineEvent(
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.GpuXid, EventSeverity.Critical,
            text[..Math.Min(text.Length, WireLimits.MaxEventMessageLength)])
        {
            Key = "1",
            Subject = [new("gpu", label)],
            Details = [new("raw", label)],
        };
        await machine.ReportAsync(schema, values, facts, happened);
        await machine.ReportAsync(schema, values);

        foreach (var width in new[] { 1280, 390 })
        {
            await using var browser =
                await BrowserSession.OpenAsync(server, new() { ViewportSize = new() { Width = width, Height = 800 } });
            foreach (var (name, path, ready) in Pages.All(machine.Id))
            {
                await browser.Page.GotoAsync(new Uri(server.Address, path).ToString());
                await browser.Page.WaitForSelectorAsync(ready);
                // The name is there, as it was reported.
                if (name is "fleet" or "machine") await Assertions.Expect(browser.Page.Locator("main")).ToContainTextAsync(fact[..Math.Min(30, fact.Length)]);
                Assert.True(await browser.Page.EvaluateAsync<bool>("() => window.hacked === undefined"), $"{what} runs on the page {name}");
                Assert.Equal(0, await browser.Page.Locator("img, svg[onload], [onerror]").CountAsync());
                var overhang = await browser.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overhang <= 0, $"{what} makes the page {name} {overhang} px wider than a window of {width} px");
            }

            Assert.Empty(browser.Errors);
        }
    }

    private static (Schema, double[]) SchemaWith(string label)
    {
        (Series Series, double Value)[] all =
        [
            (Reports.Gauge("memory_total_bytes"), 100), (Reports.Gauge("memory_available_bytes"), 60), (Reports.Gauge("uptime_seconds"), 1_000),
            (MetricCatalog.Series("filesystem_size_bytes", new("mountpoint", "/"), new("fstype", label), new("device", label)), 100),
            (MetricCatalog.Series("filesystem_free_bytes", new("mountpoint", "/"), new("fstype", label), new("device", label)), 50),
            (MetricCatalog.Series("filesystem_available_bytes", new("mountpoint", "/"), new("fstype", label), new("device", label)), 50),
            (MetricCatalog.Series("disk_read_bytes_total", new Label("device", label)), 1_000),
            (MetricCatalog.Series("network_receive_bytes_total", new Label("interface", label)), 1_000),
            (MetricCatalog.Series("ipmi_temperature_celsius", new Label("sensor", label)), 40),
            (MetricCatalog.Series("container_memory_bytes", new("container", label), new("image", label)), 1_000),
            (MetricCatalog.Series("container_state", new("container", label), new("image", label), new("state", "running")), 1),
            (MetricCatalog.Series("unit_state", new("unit", label), new("state", "active")), 1),
            (MetricCatalog.Series("smart_healthy", new("device", label), new("model", label), new("serial", label)), 1),
            (MetricCatalog.Series("gpu_up", new("gpu", "0"), new("uuid", label), new("model", label)), 1),
            (MetricCatalog.Series("gpu_temperature_celsius", new("gpu", "0"), new("uuid", label), new("model", label)), 50),
        ];
        return (Schema.Of(all.Select(each => each.Series)), [.. all.Select(each => each.Value)]);
    }

    private static MachineFacts FactsWith(string text) =>
        new(text, text, text, text, text, text, 8, 100, text, text, [new DriveFacts(text, text, 1, false, text, text, text)], text)
        {
            SystemVendor = text,
            SystemModel = text,
            SystemSerial = text,
            BiosVersion = text,
            NvidiaDriver = text,
            CudaVersion = text,
            ContainerEngine = text,
            VastMachineId = text,
            VastPortRange = text,
            Bmc = new BmcFacts(text, text, text, text),
            Frus = [new FruFacts(text, text, text, text, text)],
            Gpus = [new GpuFacts(0, text, text, text, text, text)],
            Collectors = [new CollectorFacts(text, CollectorStates.Down, text)],
        };
}
