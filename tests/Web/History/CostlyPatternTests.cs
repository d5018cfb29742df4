using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.History;

/// <summary>A regular expression made to be costly harms nobody else.</summary>
[Collection(SharedServer.Name)]
public sealed class CostlyPatternTests(RunningServer server)
{
    private static readonly string Costly = string.Concat(Enumerable.Repeat(".*a" + new string('.', 60), 4));

    [Fact]
    public async Task Timeseries_CostlyPattern_IsRefusedAndHonestQueriesGoThrough()
    {
        using var agent = await ReportLongLabelsAsync();
        using var http = await server.LogInAsync();
        var address = $"/api/timeseries/pattern_label?client={agent.Identity.ClientId}&step=10";
        var costly = Enumerable.Range(0, 3).Select(_ => http.GetAsync($"{address}&match={Uri.EscapeDataString($"a=~\"{Costly}\"")}")).ToList();
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.StartNew();
            using var honest = await http.GetAsync($"{address}&match={Uri.EscapeDataString("a=~\"b.*\"")}&agg=count");
            Assert.Equal(HttpStatusCode.OK, honest.StatusCode);
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(10), $"{started.Elapsed}");
        }

        foreach (var each in costly)
        {
            using var answer = await each;
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("too costly", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task Timeseries_LargeRepetitions_AreRefusedAtOnce()
    {
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync($"/api/timeseries/pattern_label?match={Uri.EscapeDataString("a=~\"(.*a.{90}){4}\"")}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("very large repetitions", await answer.Content.ReadAsStringAsync());
    }

    private async Task<GatewayClient> ReportLongLabelsAsync()
    {
        var random = new Random(1);
        var agent = await server.EnrollAsync("long-labels");
        var schema = Schema.Of(Enumerable.Range(0, 2_000).Select(_ =>
            Reports.Gauge("pattern_label", "a=" + string.Concat(Enumerable.Range(0, 1_000).Select(_ => (char)('a' + random.Next(3)))))));
        await agent.SendAsync(new ReportMessage([schema], null, [schema.Report(1, RunningServer.Now, new double[2_000])]), default);
        return agent;
    }
}
