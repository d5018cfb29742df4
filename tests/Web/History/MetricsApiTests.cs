using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.History;

[Collection(SharedServer.Name)]
public class MetricsApiTests(RunningServer server)
{
    private static readonly Schema Reported = Schema.Of(
    [
        MetricCatalog.Series("load1"),
        Reports.Counter("m_own_total", "device=a"),
        Reports.Counter("m_own_total", "device=b"),
    ]);

    [Fact]
    public async Task Metrics_OfAMachine_HaveWhatTheCatalogueKnows()
    {
        var (http, client) = await ReportAsync();
        using (http)
        {
            var metrics = (await http.GetFromJsonAsync<JsonElement>($"/api/metrics?client={client}")).EnumerateArray().ToList();
            Assert.Equal(["load1", "m_own_total"], metrics.Select(metric => metric.GetProperty("name").GetString()));
            Assert.Equal(MetricCatalog.Find("load1")!.Help, metrics[0].GetProperty("help").GetString());
            Assert.Equal("gauge", metrics[0].GetProperty("kind").GetString());
            Assert.Equal("counter", metrics[1].GetProperty("kind").GetString());
            Assert.Equal(JsonValueKind.Null, metrics[1].GetProperty("help").ValueKind);
        }
    }

    [Fact]
    public async Task Metrics_OfAllMachines_HoldThoseOfEach()
    {
        var (http, _) = await ReportAsync();
        using (http)
            Assert.Contains(
                "m_own_total", (await http.GetFromJsonAsync<JsonElement>("/api/metrics")).EnumerateArray().Select(metric => metric.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Labels_OfAMetric_HaveTheirValues()
    {
        var (http, client) = await ReportAsync();
        using (http)
        {
            var label = Assert.Single((await http.GetFromJsonAsync<JsonElement>($"/api/metrics/m_own_total/labels?client={client}")).EnumerateArray());
            Assert.Equal("device", label.GetProperty("name").GetString());
            Assert.Equal(["a", "b"], label.GetProperty("values").EnumerateArray().Select(value => value.GetString()));
            Assert.False(label.GetProperty("more").GetBoolean());
            Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>($"/api/metrics/none/labels?client={client}")).GetArrayLength());
        }
    }

    [Theory]
    [InlineData("/api/metrics?match=load1")]
    [InlineData("/api/metrics/load1/labels?from=soon")]
    public async Task Metrics_BadParameter_IsRefused(string url)
    {
        using var http = await server.LogInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(url)).StatusCode);
    }

    private async Task<(HttpClient Http, string Client)> ReportAsync()
    {
        using var agent = await server.EnrollAsync();
        Assert.IsType<SendResult.Answered>(
            await agent.SendAsync(new ReportMessage([Reported], null, [Reported.Report(1, RunningServer.Now, 1, 2, 3)]), default));
        return (await server.LogInAsync(), agent.Identity.ClientId);
    }
}
