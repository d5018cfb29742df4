using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.History;

[Collection(SharedServer.Name)]
public class HistoryApiTests(RunningServer server)
{
    private static readonly Schema Gpus = Schema.Of(
    [
        Reports.Gauge("h_power_watts", "gpu=0"),
        Reports.Gauge("h_power_watts", "gpu=1"),
        Reports.Gauge("h_power_watts", "gpu=2"),
        Reports.Counter("h_bytes_total"),
    ]);

    [Theory]
    [InlineData("match=gpu=\"1\"", "20")]
    [InlineData("match=gpu=~\"0|2\"", "10,30")]
    [InlineData("match=gpu!=\"0\"&match=gpu!~\"2\"", "20")]
    [InlineData("agg=count", "3")]
    [InlineData("agg=last", "30")]
    [InlineData("agg=quantile&q=0.75", "25")]
    [InlineData("agg=quantile&q=0.5&match=gpu!=\"0\"", "25")]
    [InlineData("agg=sum&by=gpu", "10,20,30")]
    [InlineData("agg=quantile&q=0.333&digits=3", "16.7")]
    public async Task Timeseries_MatchAndAggregation_SelectAndCombine(string query, string values)
    {
        var (http, client, time) = await ReportAsync();
        using (http)
        {
            var answer = await GetAsync(http, $"/api/timeseries/h_power_watts?client={client}&from={time}&to={time}&step=0&{query}");
            Assert.Equal(values, string.Join(',', answer.GetProperty("series").EnumerateArray().Select(line => line.GetProperty("values")[0].GetDouble())));
        }
    }

    [Theory]
    [InlineData("over=min", 8)]
    [InlineData("over=max", 10)]
    [InlineData("over=count", 2)]
    [InlineData("over=quantile&q=0.5", 9)]
    [InlineData("", 9)]
    public async Task Timeseries_Over_AggregatesEachStep(string query, double value)
    {
        var (http, client, time) = await ReportAsync();
        using (http)
        {
            var answer = await GetAsync(http, $"/api/timeseries/h_power_watts?client={client}&match=gpu=\"0\"&from={time - 10_000}&to={time}&step={Step(time)}ms&{query}");
            Assert.Equal(value, answer.GetProperty("series")[0].GetProperty("values")[0].GetDouble());
        }
    }

    [Fact]
    public async Task Timeseries_OverMinMax_GivesTwoPointsAStep()
    {
        var (http, client, time) = await ReportAsync();
        using (http)
        {
            var step = Step(time) is 86_400_000 ? 86_400_000 : 86_400_002;
            var answer = await GetAsync(
                http, $"/api/timeseries/h_power_watts?client={client}&match=gpu=\"0\"&from={time - 10_000}&to={time}&step={step}ms&over=minmax");
            Assert.Equal([8.0, 10.0], answer.GetProperty("series")[0].GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
            var times = answer.GetProperty("times").EnumerateArray().Select(each => each.GetInt64()).ToList();
            Assert.Equal(step / 2, times[1] - times[0]);
            Assert.Equal(0, times[1] % step);
        }
    }

    [Fact]
    public async Task Timeseries_AcrossAllMachines_IsOneLineWithoutClient()
    {
        var (first, one, time) = await ReportAsync();
        var (second, two, _) = await ReportAsync(time);
        using (first)
        using (second)
        {
            var url = $"/api/timeseries/h_power_watts?client={one}&client={two}&from={time}&to={time}&step=0&agg=sum";
            Assert.Equal(2, (await GetAsync(first, url)).GetProperty("series").GetArrayLength());
            var line = Assert.Single((await GetAsync(first, url + "&across=all")).GetProperty("series").EnumerateArray());
            Assert.Equal(JsonValueKind.Null, line.GetProperty("client").ValueKind);
            Assert.Equal(120, line.GetProperty("values")[0].GetDouble());
            Assert.Equal(2, (await GetAsync(first, url + "&across=all&by=client")).GetProperty("series").GetArrayLength());
            Assert.Equal(3, (await GetAsync(first, url + "&across=all&by=gpu")).GetProperty("series").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("&format=csv", "*/*", "text/csv")]
    [InlineData("", "text/csv", "text/csv")]
    [InlineData("", "text/html, */*", "application/json")]
    [InlineData("", "application/json, text/csv", "application/json")]
    [InlineData("&format=json", "text/csv", "application/json")]
    public async Task Timeseries_Csv_IsGivenToWhoAsksForIt(string query, string accept, string expected)
    {
        var (http, client, time) = await ReportAsync();
        using (http)
        {
            http.DefaultRequestHeaders.Accept.ParseAdd(accept);
            using var answer = await http.GetAsync($"/api/timeseries/h_power_watts?client={client}&from={time}&to={time}&step=0&agg=sum{query}");
            Assert.Equal(expected, answer.Content.Headers.ContentType!.MediaType);
            if (expected != "text/csv") return;
            Assert.Equal("h_power_watts.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
            var instant = DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
            Assert.Equal($"time,{client}\r\n{instant},60\r\n", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("/api/timeseries/h_power_watts", "br")]
    [InlineData("/api/timeseries/h_power_watts", "gzip")]
    [InlineData("/api/timeseries/h_power_watts?format=csv", "br")]
    [InlineData("/api/session", null)]
    [InlineData("/api/clients", null)]
    [InlineData("/", null)]
    public async Task Answers_Compressed_AreHistoriesAlone(string url, string? encoding)
    {
        using var http = await server.LogInAsync();
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding ?? "gzip, br");
        using var answer = await http.GetAsync(url);
        Assert.Equal(encoding is null ? [] : [encoding], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Increase_Counter_IsItsGrowth()
    {
        var (http, client, time) = await ReportAsync();
        using (http)
        {
            foreach (var (route, value) in new[] { ("increase", 500.0), ("rate", 50.0) })
                foreach (var window in new[] { "", "&window=1m" })
                {
                    var answer = await GetAsync(http, $"/api/timeseries/h_bytes_total/{route}?client={client}&from={time}&to={time}&step=0{window}");
                    Assert.Equal(value, answer.GetProperty("series")[0].GetProperty("values")[0].GetDouble());
                }
        }
    }

    [Theory]
    [InlineData("match=gpu", "match", "position 4")]
    [InlineData("match=gpu=~\"(\"", "match", "regular expression")]
    [InlineData("match=h_power_watts{gpu=\"0\"}", "match", "position 14")]
    [InlineData("agg=median", "agg", "quantile")]
    [InlineData("over=median", "over", "quantile")]
    [InlineData("digits=2", "digits", "3 to 15")]
    [InlineData("digits=4.5", "digits", "whole")]
    [InlineData("agg=quantile", "q", "q=0.95")]
    [InlineData("agg=quantile&q=95", "q", "from 0 to 1")]
    [InlineData("agg=sum&q=0.5", "q", "quantile")]
    [InlineData("across=all", "across", "agg")]
    [InlineData("agg=sum&across=some", "across", "machine or all")]
    [InlineData("over=max&step=0", "over", "step")]
    [InlineData("over=minmax&step=0", "over", "step")]
    [InlineData("over=minmax&step=7ms", "step", "even")]
    [InlineData("agg=minmax", "agg", "quantile")]
    [InlineData("window=60", "window", "increase")]
    [InlineData("format=xml", "format", "json or csv")]
    public async Task Timeseries_BadParameter_IsNamedWithItsMend(string query, string parameter, string mend)
    {
        using var http = await server.LogInAsync();
        await AssertRefused(http, "/api/timeseries/h_power_watts?" + query, parameter, mend);
    }

    [Fact]
    public async Task Growth_WithOver_IsRefused()
    {
        using var http = await server.LogInAsync();
        await AssertRefused(http, "/api/timeseries/h_bytes_total/rate?over=max", "over", "window");
        await AssertRefused(http, "/api/timeseries/h_bytes_total/rate?over=minmax", "over", "window");
        await AssertRefused(http, "/api/timeseries/h_bytes_total/increase?window=0", "window", "more than 0");
    }

    [Fact]
    public async Task Series_Match_ListsThoseOfEachMachine()
    {
        var (http, client, time) = await ReportAsync();
        using (http)
        {
            var all = (await GetAsync(http, $"/api/series?client={client}")).EnumerateArray().ToList();
            Assert.Equal(["h_bytes_total", "h_power_watts", "h_power_watts", "h_power_watts"], all.Select(each => each.GetProperty("metric").GetString()));
            Assert.Equal("counter", all[0].GetProperty("kind").GetString());
            Assert.All(all, each => Assert.Equal(client, each.GetProperty("client").GetString()));
            var matched = await GetAsync(http, $"/api/series?match=h_power_watts{{gpu=\"1\",client=\"{client}\"}}&match=h_bytes_total{{client=\"{client}\"}}");
            Assert.Equal(2, matched.GetArrayLength());
            Assert.Equal(0, (await GetAsync(http, $"/api/series?client={client}&to={time - 86_400_000 * 2}")).GetArrayLength());
        }
    }

    [Fact]
    public async Task Latest_Match_GivesTheNewestValues()
    {
        var (http, client, time) = await ReportAsync();
        using (http)
        {
            var latest = Assert.Single((await GetAsync(http, $"/api/latest?match={{gpu=\"2\",client=\"{client}\"}}")).EnumerateArray());
            Assert.Equal(30, latest.GetProperty("value").GetDouble());
            Assert.Equal(time, latest.GetProperty("time").GetInt64());
            var before = await GetAsync(http, $"/api/latest?client={client}&match={{gpu=\"2\"}}&to={time - 1}");
            Assert.Equal(24, Assert.Single(before.EnumerateArray()).GetProperty("value").GetDouble());
        }
    }

    [Theory]
    [InlineData("/api/series?match=9", "match", "position 1")]
    [InlineData("/api/latest?match=load1{", "match", "position 7")]
    [InlineData("/api/latest?step=1", "step", "not a parameter")]
    [InlineData("/api/series?from=soon", "from", "not a time")]
    public async Task SeriesAndLatest_BadParameter_IsNamedWithItsMend(string url, string parameter, string mend)
    {
        using var http = await server.LogInAsync();
        await AssertRefused(http, url, parameter, mend);
    }

    private static async Task AssertRefused(HttpClient http, string url, string parameter, string mend)
    {
        using var answer = await http.GetAsync(url);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Contains(mend, errors.GetProperty(parameter)[0].GetString());
    }

    private static Task<JsonElement> GetAsync(HttpClient http, string url) => http.GetFromJsonAsync<JsonElement>(url);

    /// <summary>A step of about a day in which a time and the 10 seconds before it lie together.</summary>
    private static long Step(long time) => time % 86_400_000 is > 10_000 ? 86_400_000 : 86_400_001;

    /// <summary>Enrols a machine that reports twice, 10 s apart.</summary>
    private async Task<(HttpClient Http, string Client, long Time)> ReportAsync(long? at = null)
    {
        using var agent = await server.EnrollAsync();
        var time = at ?? RunningServer.Now;
        var message = new ReportMessage([Gpus], null,
            [Gpus.Report(1, time - 10_000, 8, 16, 24, 1000), Gpus.Report(2, time, 10, 20, 30, 1500)]);
        var answer = Assert.IsType<SendResult.Answered>(await agent.SendAsync(message, default));
        Assert.NotNull(answer);
        return (await server.LogInAsync(), agent.Identity.ClientId, time);
    }
}
