using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.GrainInterfaces;
using Dcmon.Testing;
using Dcmon.Testing.Hub;
using Dcmon.Web.Security;
using Dcmon.Wire;
using Dcmon.Wire.Reports;
using Orleans.Core.Internal;

namespace Dcmon.Web.Tests.Programs;

/// <summary>Programs that push samples of a machine, with tokens of their own and with its certificate.</summary>
[Collection(SharedServer.Name)]
public sealed class ProgramTokensTests(RunningServer server) : IAsyncLifetime
{
    private static readonly Schema Host = Schema.Of([Reports.Gauge("load1")]);
    private GatewayClient _agent = null!;
    private HttpClient _admin = null!;

    private string Id => _agent.Identity.ClientId;

    private string Tokens => $"/api/clients/{Id}/tokens";

    public async Task InitializeAsync()
    {
        _agent = await server.EnrollAsync("with-programs");
        _admin = await server.LogInAsync();
    }

    public Task DisposeAsync()
    {
        _agent.Dispose();
        _admin.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 299)]
    [InlineData(false, 0)]
    [InlineData(false, 299)]
    public async Task Push_OneSampleNowOrAhead_LeavesTheMachineAsItsAgentSays(bool withCertificate, int aheadSeconds)
    {
        using var program = withCertificate ? server.Program(_agent.Identity.Certificate) : server.Program(null, await MakeAsync("room"));
        await ReportAsync(1, 3);
        var time = RunningServer.Now + aheadSeconds * 1000;
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(program, 21.5, time)).StatusCode);
        await AssertIsAsync(3);
        await ReportAsync(2, 4);
        await AssertIsAsync(4);
        await server.Grains.Client(Id).Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await AssertIsAsync(4);

        async Task AssertIsAsync(double load)
        {
            await Eventually.HoldsAsync(async () => Load(await RowAsync()) == load);
            var details = await _admin.GetFromJsonAsync<JsonElement>($"/api/clients/{Id}");
            Assert.Equal((load, true), (Load(details), details.GetProperty("online").GetBoolean()));
            Assert.Equal(
                [("load1", load, null), ("room_temperature", 21.5, withCertificate ? "certificate" : "room")],
                details.GetProperty("latest").EnumerateArray().Select(each => (
                    each.GetProperty("metric").GetString(), each.GetProperty("value").GetDouble(), each.GetProperty("program").GetString())));
            Assert.Equal(time, details.GetProperty("latest")[1].GetProperty("time").GetInt64());
        }
    }

    [Fact]
    public async Task Push_WithAToken_IsOfItsMachineAndListedUntilItIsRevoked()
    {
        var token = await MakeAsync("switch");
        Assert.StartsWith($"dcm_{Id}_", token);
        using var program = server.Program(null, token);
        var answer = await PushAsync(program, 7);
        Assert.Equal("""{"stored":1,"duplicates":0}""", await answer.Content.ReadAsStringAsync());

        var list = await _admin.GetStringAsync(Tokens);
        Assert.DoesNotContain(token.Split('_')[^1], list);
        var listed = Assert.Single(JsonDocument.Parse(list).RootElement.EnumerateArray());
        Assert.Equal(("switch", "admin"), (listed.GetProperty("name").GetString(), listed.GetProperty("createdBy").GetString()));
        Assert.InRange(listed.GetProperty("lastUsed").GetInt64(), listed.GetProperty("createdAt").GetInt64(), RunningServer.Now);
        Assert.InRange(listed.GetProperty("expiresAt").GetInt64() - listed.GetProperty("createdAt").GetInt64(), 60_000, 60_000);

        var path = $"{Tokens}/{listed.GetProperty("id").GetString()}";
        Assert.Equal(HttpStatusCode.NoContent, (await _admin.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _admin.DeleteAsync(path)).StatusCode);
        Assert.Contains("revoked", await RefusedAsync(program));
        Assert.Empty((await _admin.GetFromJsonAsync<JsonElement>(Tokens)).EnumerateArray());
    }

    [Fact]
    public async Task Push_TokenExpired_IsRefused()
    {
        using var program = server.Program(null, await MakeAsync("short", lifetime: 1));
        await Eventually.HoldsAsync(async () => (await PushAsync(program, 7)).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Contains("expired", await RefusedAsync(program));
    }

    [Fact]
    public async Task Push_ClientRevoked_ItsTokensAreRefused()
    {
        using var program = server.Program(null, await MakeAsync("switch"));
        (await _admin.DeleteAsync($"/api/clients/{Id}")).EnsureSuccessStatusCode();
        Assert.Contains("revoked by an administrator", await RefusedAsync(program));
    }

    [Theory]
    [InlineData("dcm_{0}_0123456789")]
    [InlineData("dcm_nobody_0123456789")]
    [InlineData("dcm_")]
    [InlineData("")]
    public async Task Push_UnknownToken_IsRefusedWhateverTheBodySays(string token)
    {
        await MakeAsync("switch");
        // A token that is wrong is not made good by a certificate beside it.
        using var program = server.Program(_agent.Identity.Certificate, string.Format(CultureInfo.InvariantCulture, token, Id));
        Assert.Contains("not known", await RefusedAsync(program));
    }

    [Fact]
    public async Task AgentsRoutes_WithAToken_AreRefused()
    {
        var token = await MakeAsync("switch");
        foreach (var route in new[] { GatewayRoutes.Reports, GatewayRoutes.Renew })
        {
            // The connection is closed after the refusal.
            using var program = server.Program(null, token);
            using var body = new StringContent("""{"certificateRequest":""}""", Encoding.UTF8, "application/json");
            using var answer = await program.PostAsync(route, body);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var reader = server.Anonymous();
        reader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var path in new[] { "/api/clients", $"/api/clients/{Id}", Tokens, "/api/latest" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await reader.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Operator)]
    public async Task Tokens_ByOthersThanAdmins_AreRefused(string role)
    {
        using var http = await server.LogInAsAsync(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(Tokens)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsJsonAsync(Tokens, new { name = "mine" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.DeleteAsync($"{Tokens}/x")).StatusCode);
    }

    [Fact]
    public async Task Create_BadTermsOrTooMany_SaysWhy()
    {
        Assert.Contains("1 to 50 characters", await ProblemAsync(""));
        Assert.Contains("lifetimeSeconds", await ProblemAsync("name", lifetime: 0));
        for (var i = 0; i < 16; i++) await MakeAsync($"p{i}");
        Assert.Contains("is taken", await ProblemAsync("p3"));
        Assert.Contains("has 16 tokens", await ProblemAsync("one more"));
        using var unknown = await _admin.PostAsJsonAsync("/api/clients/nobody/tokens", new { name = "switch" });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _admin.GetAsync("/api/clients/nobody/tokens")).StatusCode);

        async Task<string> ProblemAsync(string name, double lifetime = 60)
        {
            using var answer = await _admin.PostAsJsonAsync(Tokens, new { name, lifetimeSeconds = lifetime });
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task WatchClient_ProgramPushes_ComesBesideTheAgentsReports()
    {
        using var program = server.Program(null, await MakeAsync("room"));
        await ReportAsync(1, 3);
        await PushAsync(program, 21.5);
        var cookies = new CookieContainer();
        using var http = await server.LogInAsync(cookies);
        await using var hub = await HubClient.ConnectAsync(new Uri(server.Browsers, "/hub/live"), cookies);
        var snapshot = await hub.InvokeAsync("WatchClient", Id);
        Assert.Equal("load1", snapshot.GetProperty("schema").GetProperty("series")[0].GetProperty("metric").GetString());
        Assert.Equal(21.5, ValueOf(Assert.Single(snapshot.GetProperty("programs").EnumerateArray())));
        await PushAsync(program, 22.5);
        await Eventually.HoldsAsync(() => hub.Events.Any(each => each.Name == "program" && ValueOf(each.Value) == 22.5));
        Assert.DoesNotContain(hub.Events, each => each.Name is "schema" or "report" or "backfilled");

        static double ValueOf(JsonElement view)
        {
            Assert.Equal("room", view.GetProperty("program").GetString());
            return Assert.Single(view.GetProperty("values").EnumerateArray()).GetProperty("value").GetDouble();
        }
    }

    private async Task<string> MakeAsync(string name, double lifetime = 60)
    {
        using var made = await _admin.PostAsJsonAsync(Tokens, new { name, lifetimeSeconds = lifetime });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private async Task ReportAsync(long sequence, double load) => Assert.IsType<SendResult.Answered>(await _agent.SendAsync(
        new ReportMessage([Host], null, [Host.Report(sequence, RunningServer.Now, load)]), default));

    private static Task<HttpResponseMessage> PushAsync(HttpClient program, double value, long? time = null) => program.PostAsync(
        GatewayRoutes.Metrics,
        new StringContent(string.Create(
            CultureInfo.InvariantCulture, $$"""[{"timestamp":{{time ?? RunningServer.Now}},"metric_name":"room_temperature","value":{{value}}}]""")));

    private static async Task<string> RefusedAsync(HttpClient program)
    {
        using var answer = await PushAsync(program, 7);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(new AuthenticationHeaderValue("Bearer"), Assert.Single(answer.Headers.WwwAuthenticate));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
    }

    private async Task<JsonElement> RowAsync() => (await _admin.GetFromJsonAsync<JsonElement>("/api/clients")).EnumerateArray()
        .Single(row => row.GetProperty("id").GetString() == Id);

    private static double? Load(JsonElement row) =>
        row.GetProperty("figures").GetProperty("load1") is { ValueKind: JsonValueKind.Number } load ? load.GetDouble() : null;
}
