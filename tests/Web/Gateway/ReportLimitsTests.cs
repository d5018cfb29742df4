using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.Gateway;

/// <summary>Nothing that one machine sends is much larger in the server or in its answers.</summary>
[Collection(SharedServer.Name)]
public sealed class ReportLimitsTests(RunningServer server)
{
    [Fact]
    public async Task Report_TooManySeriesInAWindow_IsRefusedAndCounted()
    {
        using var agent = await server.EnrollAsync("too-many-series");
        var time = RunningServer.Now - 4 * 3_600_000;
        for (var i = 0; i < 4; i++) Assert.Equal(ReportOutcome.Stored, await SendAsync(agent, Wide(i), time + i));
        Assert.Equal(ReportOutcome.Refused, await SendAsync(agent, Wide(4), time + 4));
        using var http = await server.LogInAsync();
        Assert.Matches("""dcmon_reports_over_limit_total\{limit="series"\} [1-9]""", await http.GetStringAsync("/metrics"));
        var refused = (await http.GetFromJsonAsync<JsonElement>($"/api/clients/{agent.Identity.ClientId}")).GetProperty("refused");
        Assert.Equal(1, refused.GetProperty("count").GetInt64());
        Assert.Contains("series", refused.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ManyReportsAndFewOfManySeries_AreSealed()
    {
        using var agent = await server.EnrollAsync("rows-times-series");
        var one = Schema.Of([Reports.Gauge("one")]);
        var time = (RunningServer.Now / 7_200_000 - 2) * 7_200_000;
        for (var message = 0; message < 12; message++)
        {
            var reports = Enumerable.Range(1 + 1_000 * message, 1_000).Select(i => one.Report(i, time + i, i)).ToList();
            await agent.SendAsync(new ReportMessage([one], null, reports), default);
        }

        Assert.Equal(ReportOutcome.Stored, await SendAsync(agent, Wide(0), time + 6_000));
        using var http = await server.LogInAsync();
        (await http.PostAsync("/api/store/compaction", null)).EnsureSuccessStatusCode();
        var address = $"/api/timeseries/one?client={agent.Identity.ClientId}&from={time}&to={time + 7_200_000}&step=7200&over=count";
        var answer = await http.GetFromJsonAsync<JsonElement>(address);
        Assert.Equal(12_000, answer.GetProperty("series")[0].GetProperty("values").EnumerateArray().Sum(each => each.GetDouble()));
        Assert.DoesNotMatch("""dcmon_series_maintenance_failures_total [1-9]""", await http.GetStringAsync("/metrics"));
    }

    [Fact]
    public async Task Report_ThousandsOfGpus_AreNotAllInTheListOfMachines()
    {
        using var agent = await server.EnrollAsync("thousands-of-gpus");
        var schema = Schema.Of(Enumerable.Range(0, 5_000).Select(i => Reports.Gauge("gpu_utilization_ratio", $"gpu={i}")));
        Assert.Equal(ReportOutcome.Stored, await SendAsync(agent, schema, RunningServer.Now));
        using var http = await server.LogInAsync();
        await Eventually.HoldsAsync(async () =>
            (await http.GetFromJsonAsync<JsonElement>("/api/clients")).EnumerateArray().Any(row =>
                row.GetProperty("id").GetString() == agent.Identity.ClientId && row.GetProperty("gpus").GetArrayLength() == 64), "it lists 64 GPUs");
    }

    private static Schema Wide(int number) => Schema.Of(Enumerable.Range(0, 5_000).Select(i => Reports.Gauge("wide", $"n={number}", $"i={i}")));

    private static async Task<ReportOutcome> SendAsync(GatewayClient agent, Schema schema, long time)
    {
        var report = schema.Report(time, time, new double[schema.Series.Count]);
        var result = await agent.SendAsync(new ReportMessage([schema], null, [report]), default);
        return Assert.Single(Assert.IsType<SendResult.Answered>(result).Answer.Reports).Outcome;
    }
}
