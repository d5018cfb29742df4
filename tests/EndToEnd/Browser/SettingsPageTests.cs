using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Uplink;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Wire.Enrollment;
using Dcmon.Wire.Reports;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>The settings' and the cluster's page in a real browser.</summary>
public sealed class SettingsPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly Schema Temperature = Schema.Of([Reports.Gauge("temperature", "sensor=a")]);

    [Fact]
    public async Task Enrolment_CommandIsUsed_PageShowsTheMachineArriving()
    {
        await using var browser = await BrowserSession.OpenAsync(shared.Server);
        var page = browser.Page;
        await page.GotoAsync(new Uri(shared.Server.Address, "/settings/enrolment").ToString());
        await page.GetByLabel("Group").FillAsync("Hall 2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the command" }).ClickAsync();
        var command = await page.Locator(".command pre").First.InnerTextAsync();
        Assert.Matches("^echo 'https://[^']+' \\| sudo ./install-agent --url-file -$", command);

        var url = EnrollmentUrl.Parse(command.Split('\'')[1]);
        using var agent = new GatewayClient(
            await Enroller.EnrollAsync(url, "gpu-07", TimeSpan.FromSeconds(30), TimeProvider.System, default), TimeSpan.FromSeconds(30), TimeProvider.System);
        await Assertions.Expect(page.Locator(".arrivals")).ToContainTextAsync("gpu-07 has enrolled, waiting for its first report");
        await agent.SendAsync(new ReportMessage([Temperature], new MachineFacts("gpu-07"), [Temperature.Report(1, Now, 20)]), default);
        await Assertions.Expect(page.Locator(".arrivals")).ToContainTextAsync("first report");

        await page.GotoAsync(new Uri(shared.Server.Address, "/settings/machines").ToString());
        await Assertions.Expect(page.Locator("tr[data-client]")).ToContainTextAsync("Hall 2");
        await page.GetByLabel("Select gpu-07").CheckAsync();
        await page.GetByLabel("Tags").FillAsync("rack-1, <b>spare</b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr[data-client] .tag").Last).ToHaveTextAsync("<b>spare</b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke…" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(page.Locator("machines-section")).ToContainTextAsync("No machines yet");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Colours_Saved_AreInForceOnTheNextPage()
    {
        await using var browser = await BrowserSession.OpenAsync(shared.Server);
        var page = browser.Page;
        await page.GotoAsync(new Uri(shared.Server.Address, "/settings/display").ToString());
        await page.GetByLabel("CPU use, Warm").FillAsync("95");
        await Assertions.Expect(page.Locator("display-section .problem")).ToContainTextAsync("at least");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeDisabledAsync();
        await page.GetByLabel("CPU use, Warm").FillAsync("10");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("display-section .outcome")).ToContainTextAsync("Saved");
        await page.ReloadAsync();
        Assert.Contains("\"cpuRatio\":[0.1,0.7,0.9]", await page.Locator("#display-settings").TextContentAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Cluster_RunningServer_ShowsItsProcessAndItsCalls()
    {
        await using var browser = await BrowserSession.OpenAsync(shared.Server);
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Cluster" }).ClickAsync();
        await Assertions.Expect(browser.Page.Locator("cluster-view .nodes tbody tr")).ToContainTextAsync("web and silo", new() { Timeout = 15_000 });
        await Assertions.Expect(browser.Page.Locator("cluster-view .calls")).ToContainTextAsync("Fleet", new() { Timeout = 15_000 });
        Assert.Empty(browser.Errors);
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
