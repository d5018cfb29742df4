using System.Text.RegularExpressions;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Uplink;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Wire.Reports;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>The fleet's page in a real browser.</summary>
public sealed class FleetPageTests(ITestOutputHelper output)
{
    private const string Hostile = "<img src=x onerror=\"window.hacked=1\">";

    private static readonly Schema Memory = Schema.Of(
        [Reports.Gauge("memory_total_bytes"), Reports.Gauge("memory_available_bytes"), Reports.Counter("disk_read_bytes_total", $"device={Hostile}")]);

    private static readonly MachineFacts HostileFacts = new(Hostile, CpuModel: Hostile)
    {
        Gpus = [new GpuFacts(0, Model: Hostile)],
        Frus = [new FruFacts(Hostile)],
        Collectors = [new CollectorFacts("ipmi", CollectorStates.Down, Hostile)],
    };

    [Fact]
    public async Task Fleet_NoMachines_SaysHowToAddOne()
    {
        await using var server = await ServerProcess.StartAsync(output);
        await using var browser = await BrowserSession.OpenAsync(server);
        await Assertions.Expect(browser.Page.Locator("fleet-table")).ToContainTextAsync("dcmon-agent enroll");
    }

    [Fact]
    public async Task Fleet_MachineReportsAndFallsSilent_RowMovesByItself()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var browser = await BrowserSession.OpenAsync(server);
        using var agent = await EnrollAsync(server);
        var row = browser.Page.Locator("tr[data-client]");

        await ReportAsync(agent, 1, available: 75);
        await Assertions.Expect(row).ToContainTextAsync("25.0%");
        await Assertions.Expect(row).ToContainTextAsync("Online");
        await ReportAsync(agent, 2, available: 50);
        await Assertions.Expect(row).ToContainTextAsync("50.0%");
        // Three missed intervals; nobody visits the machine meanwhile.
        await Assertions.Expect(row).ToContainTextAsync("Offline", new() { Timeout = 15_000 });
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Names_WithMarkup_AreShownAsText()
    {
        await using var server = await ServerProcess.StartAsync(output);
        using var agent = await EnrollAsync(server);
        await ReportAsync(agent, 1, available: 75, HostileFacts);
        await ReportAsync(agent, 2, available: 75);
        await using var browser = await BrowserSession.OpenAsync(server);
        await Assertions.Expect(browser.Page.Locator("tr[data-client]")).ToContainTextAsync(Hostile);

        await browser.OpenMachineAsync(server, agent.Identity.ClientId);
        await Assertions.Expect(browser.Page.Locator("machine-view, main").First).ToContainTextAsync(Hostile);
        await Assertions.Expect(browser.Page.Locator("time-chart[data-chart=disk]")).ToContainTextAsync(Hostile);
        await browser.Page.ClickAsync(".tabs a:has-text('Facts')");
        await Assertions.Expect(browser.Page.Locator(".facts div").Filter(new() { HasText = Hostile })).ToHaveCountAsync(3);
        await Assertions.Expect(browser.Page.Locator(".facts [data-state=down]")).ToContainTextAsync(Hostile);
        Assert.Equal(0, await browser.Page.Locator("img").CountAsync());
        Assert.True(await browser.Page.EvaluateAsync<bool>("() => window.hacked === undefined"));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Addresses_NameFiltersAndViews()
    {
        await using var server = await ServerProcess.StartAsync(output);
        using var agent = await EnrollAsync(server);
        await ReportAsync(agent, 1, available: 75);
        await using var browser = await BrowserSession.OpenAsync(server);
        var page = browser.Page;

        await page.GotoAsync(new Uri(server.Address, "/?state=offline").ToString());
        await Assertions.Expect(page.Locator("fleet-table")).ToContainTextAsync("No machine matches");
        await page.ClickAsync(".page-message button");
        await Assertions.Expect(page.Locator("tr[data-client]")).ToHaveCountAsync(1);
        Assert.DoesNotContain("state", page.Url, StringComparison.Ordinal);

        await page.GotoAsync(new Uri(server.Address, "/?view=heat&tile=machine&figure=memory").ToString());
        await page.FocusAsync("heat-map canvas");
        await Assertions.Expect(page.Locator(".heat-status")).ToContainTextAsync("\u2068host\u2069: Memory 25.0%");
        await page.Keyboard.PressAsync("Enter");
        // It looks again and again: who waits for a navigation misses one that is over when the key press is answered.
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/machines/{agent.Identity.ClientId}"));
        Assert.Empty(browser.Errors);
    }

    private static async Task<GatewayClient> EnrollAsync(ServerProcess server)
    {
        var url = await server.Api.CreateEnrollmentUrlAsync(1, []);
        return new GatewayClient(
            await Enroller.EnrollAsync(url, "host", TimeSpan.FromSeconds(30), TimeProvider.System, default), TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    private static async Task ReportAsync(GatewayClient agent, long sequence, double available, MachineFacts? facts = null)
    {
        var report = Memory.Report(sequence, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 100, available, sequence * 1000);
        var result = await agent.SendAsync(new ReportMessage([Memory], facts, [report]), default);
        Assert.Equal(ReportOutcome.Stored, Assert.IsType<SendResult.Answered>(result).Answer.Reports.Single().Outcome);
    }
}
