using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.History;

[Collection(SharedServer.Name)]
public class StatesApiTests(RunningServer server)
{
    private static readonly Schema Rented = Schema.Of([Reports.Gauge("s_rented", "gpu=0"), Reports.Gauge("s_rented", "gpu=1")]);

    [Fact]
    public async Task States_OfAMachine_AreSpansALine()
    {
        using var agent = await server.EnrollAsync();
        var time = RunningServer.Now - 300_000;
        var message = new ReportMessage(
            [Rented], null, [Rented.Report(1, time, 0, 1), Rented.Report(2, time + 10_000, 1, 1), Rented.Report(3, time + 20_000, 1, 1),
                Rented.Report(4, time + 200_000, 1, 1)]);
        Assert.IsType<SendResult.Answered>(await agent.SendAsync(message, default));
        using var http = await server.LogInAsync();
        var url = $"/api/states/s_rented?client={agent.Identity.ClientId}";
        var lines = (await http.GetFromJsonAsync<JsonElement>(url)).EnumerateArray().ToList();
        Assert.Equal(["0", "1"], lines.Select(line => line.GetProperty("labels").GetProperty("gpu").GetString()));
        Assert.Equal(agent.Identity.ClientId, lines[0].GetProperty("client").GetString());
        Assert.Equal([(time, time + 10_000, 0.0), (time + 10_000, time + 20_000, 1.0), (time + 200_000, time + 200_000, 1.0)],
            Spans(lines[0]));
        Assert.Equal([(time, time + 20_000, 1.0), (time + 200_000, time + 200_000, 1.0)], Spans(lines[1]));
        Assert.Equal(1, (await http.GetFromJsonAsync<JsonElement>(url + "&match=gpu=\"1\"")).GetArrayLength());
    }

    [Fact]
    public async Task States_TooManySeries_SaysHowToNarrow()
    {
        using var agent = await server.EnrollAsync();
        var many = Schema.Of([.. Enumerable.Range(0, 501).Select(i => Reports.Gauge("s_many", $"i={i}"))]);
        Assert.IsType<SendResult.Answered>(await agent.SendAsync(
            new ReportMessage([many], null, [many.Report(1, RunningServer.Now, [.. Enumerable.Repeat(1.0, 501)])]), default));
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync($"/api/states/s_many?client={agent.Identity.ClientId}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("match=", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("match=gpu")]
    [InlineData("step=10")]
    [InlineData("from=soon")]
    public async Task States_BadParameter_IsRefused(string query)
    {
        using var http = await server.LogInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/api/states/s_rented?" + query)).StatusCode);
    }

    private static IEnumerable<(long, long, double)> Spans(JsonElement line) => line.GetProperty("spans").EnumerateArray().Select(span =>
        (span.GetProperty("from").GetInt64(), span.GetProperty("to").GetInt64(), span.GetProperty("value").GetDouble()));
}
