using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.Wire;

namespace Dcmon.Web.Tests.Gateway;

[Collection(SharedServer.Name)]
public sealed class MetricsEndpointTests(RunningServer server) : IAsyncLifetime
{
    private GatewayClient _agent = null!;
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        _agent = await server.EnrollAsync("program");
        _program = server.Program(_agent.Identity.Certificate);
    }

    public Task DisposeAsync()
    {
        _agent.Dispose();
        _program.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Post_Samples_AreStoredOnceAndRead()
    {
        var time = RunningServer.Now / 1000 * 1000;
        var body = $$$"""
            {"metrics":[
              {"timestamp":{{{time / 1000 - 30}}},"metric_name":"room_temperature","value":21.5,"labels":{"room":"a"}},
              {"timestamp":{{{time / 1000}}},"metric_name":"room_temperature","value":22.25,"labels":{"room":"a"}},
              {"timestamp":{{{time}}},"metric_name":"door_opened_total","value":7}
            ]}
            """;
        Assert.Equal("""{"stored":3,"duplicates":0}""", await StoredAsync(body));
        Assert.Equal("""{"stored":0,"duplicates":3}""", await StoredAsync(body));

        using var http = await server.LogInAsync();
        var answer = await http.GetFromJsonAsync<JsonElement>(
            $"/api/timeseries/room_temperature?client={_agent.Identity.ClientId}&label.room=a&from={time - 60_000}&to={time}&step=0");
        Assert.Equal([time - 30_000, time], answer.GetProperty("times").EnumerateArray().Select(each => each.GetInt64()));
        var line = Assert.Single(answer.GetProperty("series").EnumerateArray());
        Assert.Equal([21.5, 22.25], line.GetProperty("values").EnumerateArray().Select(each => each.GetDouble()));
        var client = await http.GetFromJsonAsync<JsonElement>($"/api/clients/{_agent.Identity.ClientId}");
        Assert.Contains(client.GetProperty("latest").EnumerateArray(), each =>
            each.GetProperty("metric").GetString() == "door_opened_total" && each.GetProperty("kind").GetString() == "counter");
    }

    [Fact]
    public async Task Post_BadSamples_AreNamedAndNothingIsStored()
    {
        var now = RunningServer.Now / 1000;
        var bad = string.Join(',', Enumerable.Repeat($$"""{"timestamp":{{now}},"metric_name":"a b","value":1}""", 12));
        var (status, problem) = await PostAsync($$"""[{"timestamp":{{now}},"metric_name":"good","value":1},{{bad}}]""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("12 samples are not accepted, nothing was stored: [1] names must have", problem.GetProperty("detail").GetString());
        Assert.Equal(Enumerable.Range(1, 10), problem.GetProperty("samples").EnumerateArray().Select(each => each.GetProperty("index").GetInt32()));
        using var http = await server.LogInAsync();
        Assert.Empty((await http.GetFromJsonAsync<JsonElement>($"/api/clients/{_agent.Identity.ClientId}")).GetProperty("latest").EnumerateArray());
    }

    [Fact]
    public async Task Post_SamplesTooOldToKeep_AreNamedAndTheOthersStored()
    {
        var now = RunningServer.Now / 1000;
        var (status, problem) = await PostAsync($$"""[{"timestamp":{{now}},"metric_name":"good","value":1},{"timestamp":5,"metric_name":"good","value":1}]""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("1 samples are not accepted, those of other times are stored: [1] it is older than", problem.GetProperty("detail").GetString());
        using var http = await server.LogInAsync();
        Assert.Single((await http.GetFromJsonAsync<JsonElement>($"/api/clients/{_agent.Identity.ClientId}")).GetProperty("latest").EnumerateArray());
    }

    [Fact]
    public async Task Post_AnotherValueOfTheSameTime_IsAConflictAndTheFirstStays()
    {
        var time = RunningServer.Now / 1000 - 60;
        Assert.Equal("""{"stored":2,"duplicates":0}""", await StoredAsync(Doors(time, 1, 2)));
        var (status, problem) = await PostAsync(Doors(time, 1, 3));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("""doors{room="b"} has the value 2 at this time already""", problem.GetProperty("detail").GetString());
        // Before the newest time, beside a good one, and to a sealed window or not: the same.
        Assert.Equal("""{"stored":2,"duplicates":0}""", await StoredAsync(Doors(time + 10, 5, 6)));
        (status, _) = await PostAsync(Doors(time, 2, 2));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("""{"stored":0,"duplicates":2}""", await StoredAsync(Doors(time, 1, 2)));
        // What agrees with what is stored and adds to it is taken.
        Assert.Equal("""{"stored":2,"duplicates":0}""", await StoredAsync($$$"""
            [{"timestamp":{{{time}}},"metric_name":"doors","value":1,"labels":{"room":"a"}},{"timestamp":{{{time}}},"metric_name":"doors","value":9,"labels":{"room":"c"}}]
            """));

        using var http = await server.LogInAsync();
        var answer = await http.GetFromJsonAsync<JsonElement>(
            $"/api/timeseries/doors?client={_agent.Identity.ClientId}&from={time}&to={time}&step=0");
        Assert.Equal([1.0, 2, 9], answer.GetProperty("series").EnumerateArray().Select(line => line.GetProperty("values")[0].GetDouble()));
    }

    [Fact]
    public async Task Post_WithoutCertificate_IsRefusedWhateverTheBodySays()
    {
        using var stranger = server.Program(null);
        using var answer = await stranger.PostAsync(GatewayRoutes.Metrics, new StringContent($$"""{"client":"{{_agent.Identity.ClientId}}","metrics":[]}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Post_RevokedClient_IsRefused()
    {
        using var http = await server.LogInAsync();
        (await http.DeleteAsync($"/api/clients/{_agent.Identity.ClientId}")).EnsureSuccessStatusCode();
        var (status, problem) = await PostAsync($$"""[{"timestamp":{{RunningServer.Now}},"metric_name":"good","value":1}]""");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("revoked", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("no JSON", HttpStatusCode.BadRequest, "not JSON")]
    [InlineData("{}", HttpStatusCode.BadRequest, "must be an array of samples")]
    public async Task Post_NoSamples_IsRefused(string body, HttpStatusCode expected, string reason)
    {
        var (status, problem) = await PostAsync(body);
        Assert.Equal(expected, status);
        Assert.Contains(reason, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Post_TooLarge_Is413()
    {
        var (status, _) = await PostAsync($"[{new string(' ', WireLimits.MaxBodyBytes)}]");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Fact]
    public async Task Post_Nothing_IsFine() => Assert.Equal("""{"stored":0,"duplicates":0}""", await StoredAsync("[]"));

    [Fact]
    public async Task OpenApi_Any_DescribesIt()
    {
        using var http = await server.LogInAsync();
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var post = document.GetProperty("paths").GetProperty("/api/metrics").GetProperty("post");
        Assert.Contains("client's certificate", post.GetProperty("summary").GetString());
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("MetricSample").GetProperty("properties").TryGetProperty("metric_name", out _));
    }

    private static string Doors(long time, double a, double b) => $$$"""
        [{"timestamp":{{{time}}},"metric_name":"doors","value":{{{a}}},"labels":{"room":"a"}},{"timestamp":{{{time}}},"metric_name":"doors","value":{{{b}}},"labels":{"room":"b"}}]
        """;

    private async Task<string> StoredAsync(string body)
    {
        using var answer = await _program.PostAsync(GatewayRoutes.Metrics, new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return text;
    }

    private async Task<(HttpStatusCode Status, JsonElement Problem)> PostAsync(string body)
    {
        using var answer = await _program.PostAsync(GatewayRoutes.Metrics, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
