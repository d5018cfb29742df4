using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.Api;

[Collection(SharedServer.Name)]
public class ApiTests(RunningServer server)
{
    [Fact]
    public async Task Client_Reported_HasFactsAndLatestValues()
    {
        using var agent = await server.EnrollAsync("before");
        var time = RunningServer.Now;
        await RunningServer.ReportAsync(agent, 1, time, 47.25, new MachineFacts("<img src=x onerror=alert(1)>", CpuCores: 64));
        using var http = await server.LogInAsync();

        var client = await http.GetFromJsonAsync<JsonElement>($"/api/clients/{agent.Identity.ClientId}");
        Assert.Equal("<img src=x onerror=alert(1)>", client.GetProperty("name").GetString());
        Assert.True(client.GetProperty("online").GetBoolean());
        Assert.Equal(64, client.GetProperty("facts").GetProperty("cpuCores").GetInt32());
        var latest = Assert.Single(client.GetProperty("latest").EnumerateArray());
        Assert.Equal("temperature", latest.GetProperty("metric").GetString());
        Assert.Equal("gauge", latest.GetProperty("kind").GetString());
        Assert.Equal("a", latest.GetProperty("labels").GetProperty("sensor").GetString());
        Assert.Equal(47.25, latest.GetProperty("value").GetDouble());
        Assert.Equal(time, latest.GetProperty("time").GetInt64());

        await Eventually.HoldsAsync(async () =>
            (await http.GetFromJsonAsync<JsonElement>("/api/clients")).EnumerateArray().Any(row =>
                row.GetProperty("id").GetString() == agent.Identity.ClientId && row.GetProperty("online").GetBoolean()), "the machine is listed as online");
    }

    [Fact]
    public async Task Client_WithGpusAndCollectors_HasThemAsReported()
    {
        using var agent = await server.EnrollAsync("gpus");
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1, new MachineFacts("gpus")
        {
            BootTime = 1_700_000_000_000,
            Gpus = [new GpuFacts(0, "GPU-1", "<b>H100</b>", DefaultPowerLimitWatts: 700.5)],
            Bmc = new BmcFacts("Supermicro", Firmware: "1.74"),
            Frus = [new FruFacts("PSU1", Serial: "S4")],
            Collectors = [new CollectorFacts("ipmi", CollectorStates.Down, "no answer within 60 s")],
        });
        using var http = await server.LogInAsync();

        var facts = (await http.GetFromJsonAsync<JsonElement>($"/api/clients/{agent.Identity.ClientId}")).GetProperty("facts");
        Assert.Equal(1_700_000_000_000, facts.GetProperty("bootTime").GetInt64());
        var gpu = Assert.Single(facts.GetProperty("gpus").EnumerateArray());
        Assert.Equal(("<b>H100</b>", 700.5), (gpu.GetProperty("model").GetString(), gpu.GetProperty("defaultPowerLimitWatts").GetDouble()));
        Assert.Equal("1.74", facts.GetProperty("bmc").GetProperty("firmware").GetString());
        Assert.Equal("S4", facts.GetProperty("frus")[0].GetProperty("serial").GetString());
        Assert.Equal(
            ("down", "no answer within 60 s"),
            (facts.GetProperty("collectors")[0].GetProperty("state").GetString(), facts.GetProperty("collectors")[0].GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, facts.GetProperty("vastMachineId").ValueKind);
    }

    [Fact]
    public async Task Client_Unknown_Is404Problem()
    {
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync("/api/clients/nobody");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("nobody", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Client_Revoked_IsRefusedOnItsOpenConnectionAndLeavesTheFleet()
    {
        using var agent = await server.EnrollAsync();
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1);
        using var http = await server.LogInAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync($"/api/clients/{agent.Identity.ClientId}")).StatusCode);

        var result = await agent.SendAsync(
            new ReportMessage([RunningServer.Temperature], null, [RunningServer.Temperature.Report(2, RunningServer.Now, 1)]), default);
        Assert.Contains("revoked", Assert.IsType<SendResult.Unauthorized>(result).Detail);
        await Assert.ThrowsAsync<GatewayException>(() => agent.RenewAsync(default));
        Assert.DoesNotContain(agent.Identity.ClientId, await http.GetStringAsync("/api/clients"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"/api/clients/{agent.Identity.ClientId}")).StatusCode);
    }

    [Fact]
    public async Task Timeseries_Reported_ComesBack()
    {
        using var agent = await server.EnrollAsync();
        var time = RunningServer.Now;
        await RunningServer.ReportAsync(agent, 1, time - 1000, 47.25);
        await RunningServer.ReportAsync(agent, 2, time, 48);
        using var http = await server.LogInAsync();
        var answer = await http.GetFromJsonAsync<JsonElement>(
            $"/api/timeseries/temperature?client={agent.Identity.ClientId}&label.sensor=a&from={time - 60_000}&to={time}&step=0");
        Assert.Equal([time - 1000, time], answer.GetProperty("times").EnumerateArray().Select(each => each.GetInt64()).ToArray());
        var line = Assert.Single(answer.GetProperty("series").EnumerateArray());
        Assert.Equal([47.25, 48.0], line.GetProperty("values").EnumerateArray().Select(each => each.GetDouble()).ToArray());
    }

    [Theory]
    [InlineData("agg=median", "agg")]
    [InlineData("from=yesterday", "from")]
    [InlineData("step=often", "step")]
    [InlineData("from=now&to=-1h", "from")]
    [InlineData("window=60", "window")]
    [InlineData("label=x", "label")]
    [InlineData("from=0&to=9999-12-31T23:59:59Z&step=1d&format=csv", "to")]
    [InlineData("from=-99999999999999d", "from")]
    [InlineData("step=99999999999999d", "step")]
    public async Task Timeseries_BadParameter_IsNamed(string query, string parameter)
    {
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync("/api/timeseries/temperature?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Theory]
    [InlineData("agg=sum&by=__name__")]
    [InlineData("agg=sum&by=__name__,client,sensor&across=all")]
    [InlineData("from=1000-01-01&to=8999-12-31&step=36500d&format=csv")]
    public async Task Timeseries_UnusualParameters_AreAnswered(string query)
    {
        using var agent = await server.EnrollAsync();
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1);
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync($"/api/timeseries/temperature?client={agent.Identity.ClientId}&{query}");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Timeseries_TooManyPoints_SaysWhatToChange()
    {
        using var agent = await server.EnrollAsync();
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1);
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync("/api/timeseries/temperature?from=-365d&step=1ms");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("larger step", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1e300)]
    public async Task EnrollmentToken_BadTerms_AreNamed(double lifetime)
    {
        using var http = await server.LogInAsync();
        using var answer = await http.PostAsJsonAsync("/api/enrollment-tokens", new { uses = 0, lifetimeSeconds = lifetime });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(["lifetimeSeconds", "uses"], errors.EnumerateObject().Select(each => each.Name).Order());
    }

    [Fact]
    public async Task Metrics_AfterReports_CountsThem()
    {
        using var agent = await server.EnrollAsync();
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1);
        using var http = await server.LogInAsync();
        Assert.Matches("""dcmon_reports_total\{outcome="stored"\} [1-9]""", await http.GetStringAsync("/metrics"));
    }

    [Fact]
    public async Task OpenApi_Document_DescribesTheApi()
    {
        using var http = await server.LogInAsync();
        var paths = (await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        foreach (var path in new[] { "/api/clients", "/api/clients/{id}", "/api/timeseries/{metric}", "/api/timeseries/{metric}/rate", "/api/timeseries/{metric}/increase", "/api/series", "/api/latest", "/api/events", "/api/clients/{id}/processes", "/api/session", "/api/enrollment-tokens" })
            Assert.True(paths.TryGetProperty(path, out _), path);
    }

    [Fact]
    public async Task Pages_Headers_AllowNoInlineScript()
    {
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync("/");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("default-src 'none'", policy);
        // The block with the display settings is data: no browser runs it.
        Assert.DoesNotMatch("<script(?! type=\"application/json\")(?![^>]*src=)|style=|onclick=", await answer.Content.ReadAsStringAsync());
    }
}
