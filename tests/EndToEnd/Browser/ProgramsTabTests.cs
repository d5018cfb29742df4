using System.Net;
using System.Text;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Uplink;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Wire;
using Dcmon.Wire.Reports;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>A machine's programs in a real browser: their tokens, and what they push beside the agent's reports.</summary>
public sealed class ProgramsTabTests(ITestOutputHelper output)
{
    private static readonly Schema Load = Schema.Of([Reports.Gauge("load1")]);

    [Fact]
    public async Task Token_MadeUsedAndRevoked_ItsValuesStandBesideTheAgents()
    {
        await using var server = await ServerProcess.StartAsync(output);
        var url = await server.Api.CreateEnrollmentUrlAsync(1, []);
        using var agent = new GatewayClient(
            await Enroller.EnrollAsync(url, "host", TimeSpan.FromSeconds(30), TimeProvider.System, default), TimeSpan.FromSeconds(30), TimeProvider.System);
        await agent.SendAsync(new ReportMessage([Load], new MachineFacts("host"), [Load.Report(1, Now, 3)]), default);

        await using var browser = await BrowserSession.OpenAsync(server);
        var page = browser.Page;
        await page.GotoAsync(new Uri(server.Address, $"/machines/{agent.Identity.ClientId}?tab=programs").ToString());
        await page.GetByLabel("Program", new() { Exact = true }).FillAsync("<b>room</b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a token" }).ClickAsync();
        var token = (await page.Locator(".command pre").InnerTextAsync())["Authorization: Bearer ".Length..];
        Assert.StartsWith("dcm_", token);
        await Assertions.Expect(page.Locator("tr[data-token]")).ToContainTextAsync("<b>room</b>");
        await Assertions.Expect(page.Locator("tr[data-token]")).ToContainTextAsync("never");

        using var program = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        });
        program.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        await page.ClickAsync(".tabs a:has-text('Overview')");
        await Assertions.Expect(page.Locator("latest-values summary")).ToHaveTextAsync(["load1"]);
        Assert.Equal(HttpStatusCode.OK, await PushAsync());
        await Assertions.Expect(page.Locator("latest-values [data-program] summary")).ToContainTextAsync("Program <b>room</b>");
        await page.ClickAsync("latest-values [data-program] summary");
        await Assertions.Expect(page.Locator("latest-values [data-program] tr")).ToContainTextAsync("room_temperature");
        await Assertions.Expect(page.Locator("machine-header [data-figure=load1]")).ToContainTextAsync("3");

        await page.ClickAsync(".tabs a:has-text('Programs')");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(page.Locator("program-tokens")).ToContainTextAsync("Revoked.");
        Assert.Equal(HttpStatusCode.Unauthorized, await PushAsync());
        Assert.DoesNotContain(server.Process.Log, line => line.Contains(token.Split('_')[^1], StringComparison.Ordinal));
        Assert.Contains(server.Process.Log, line => line.Contains("makes a token for the program", StringComparison.Ordinal));
        Assert.Empty(browser.Errors);

        async Task<HttpStatusCode> PushAsync()
        {
            using var body = new StringContent(
                $$"""[{"timestamp":{{Now}},"metric_name":"room_temperature","value":21.5}]""", Encoding.UTF8, "application/json");
            using var answer = await program.PostAsync(new Uri(server.AgentAddress, GatewayRoutes.Metrics), body);
            return answer.StatusCode;
        }
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
