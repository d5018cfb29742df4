using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Dcmon.Testing.Hub;

namespace Dcmon.Web.Tests.Security;

[Collection(SharedServer.Name)]
public class SameOriginTests(RunningServer server)
{
    public static TheoryData<string> Foreign =>
        ["https://other.example", "https://localhost", "null", "http://localhost:{port}", "https://localhost:{port}.other.example"];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Hub_OfAForeignPage_IsRefused(string origin)
    {
        var cookies = new CookieContainer();
        using var http = await server.LogInAsync(cookies);
        origin = origin.Replace("{port}", $"{server.Browsers.Port}", StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(Hub, cookies, origin: origin));
        using var negotiation = new HttpRequestMessage(HttpMethod.Post, "/hub/live/negotiate?negotiateVersion=1");
        negotiation.Headers.Add("Origin", origin);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(negotiation)).StatusCode);
    }

    [Fact]
    public async Task Hub_OfAPageOfThisServer_Connects()
    {
        var cookies = new CookieContainer();
        using var http = await server.LogInAsync(cookies);
        await using var hub = await HubClient.ConnectAsync(Hub, cookies, origin: $"https://localhost:{server.Browsers.Port}");
        await hub.InvokeAsync("WatchFleet", false);
    }

    [Fact]
    public async Task Change_OfAForeignPage_IsRefused()
    {
        using var http = await server.LogInAsync();
        http.DefaultRequestHeaders.Add("Origin", "https://other.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsJsonAsync("/api/enrollment-tokens", new { uses = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.DeleteAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/clients")).StatusCode);
    }

    private Uri Hub => new(server.Browsers, "/hub/live");
}
