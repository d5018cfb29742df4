using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Testing;
using Dcmon.Web.Security;

namespace Dcmon.Web.Tests.Cluster;

[Collection(SharedServer.Name)]
public class ClusterApiTests(RunningServer server)
{
    [Fact]
    public async Task Cluster_ShowsThisProcessItsCallsItsStoreAndItsConnections()
    {
        using var agent = await server.EnrollAsync("counted");
        using var http = await server.LogInAsync();
        var sequence = 0L;
        await Eventually.HoldsAsync(async () =>
        {
            await RunningServer.ReportAsync(agent, ++sequence, RunningServer.Now, 1);
            var cluster = await http.GetFromJsonAsync<JsonElement>("/api/cluster");
            return cluster.GetProperty("nodes").EnumerateArray().Any(node => Calls(node, "Client", "Report") is { ValueKind: JsonValueKind.Object } calls
                && calls.GetProperty("callsPerSecond").GetDouble() > 0 && calls.GetProperty("p99Seconds").GetDouble() > 0 && Figure(node, "dcmon_series_samples_total") > 0);
        }, "the call of the report is counted");

        var cluster = await http.GetFromJsonAsync<JsonElement>("/api/cluster");
        var self = Assert.Single(cluster.GetProperty("nodes").EnumerateArray()).GetProperty("report");
        Assert.Equal("web and silo", self.GetProperty("kind").GetString());
        Assert.InRange(self.GetProperty("process").GetProperty("residentBytes").GetInt64(), 10_000_000, long.MaxValue);
        Assert.InRange(self.GetProperty("process").GetProperty("cpuCores").GetDouble(), 0.001, Environment.ProcessorCount);
        Assert.Contains(cluster.GetProperty("activations").EnumerateArray(), each => each.GetProperty("grain").GetString() == "Client" && each.GetProperty("count").GetInt32() > 0);
    }

    [Theory]
    [InlineData("dcmon_gateway_requests_total")]
    [InlineData("dcmon_series_commit_seconds_total")]
    [InlineData("dcmon_series_samples_total")]
    [InlineData("dcmon_grain_calls_total{grain=\"Client\",method=\"Report\"}")]
    [InlineData("kestrel_active_connections{server_port=\"")]
    public async Task Metrics_HaveWhatTheClusterPageShows(string figure)
    {
        using var agent = await server.EnrollAsync("metered");
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1);
        using var http = await server.LogInAsync();
        Assert.Matches($"\n{System.Text.RegularExpressions.Regex.Escape(figure)}[^\n]*? [0-9.E-]*[1-9]", await http.GetStringAsync("/metrics"));
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Operator)]
    public async Task Cluster_ForOthersThanAdmins_IsForbidden(string role)
    {
        using var http = await server.LogInAsAsync(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("/api/cluster")).StatusCode);
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.NotEqual(HttpStatusCode.OK, (await http.GetAsync("/cluster")).StatusCode);
        Assert.DoesNotContain("href=\"/cluster\"", await http.GetStringAsync("/"));
    }

    private static JsonElement? Calls(JsonElement node, string grain, string method) => node.GetProperty("report").GetProperty("calls").EnumerateArray()
        .FirstOrDefault(each => each.GetProperty("grain").GetString() == grain && each.GetProperty("method").GetString() == method);

    private static double Figure(JsonElement node, string name) => node.GetProperty("report").GetProperty("figures").EnumerateArray()
        .Where(each => each.GetProperty("name").GetString() == name).Sum(each => each.GetProperty("value").GetDouble());
}
