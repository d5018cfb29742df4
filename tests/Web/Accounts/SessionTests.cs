using System.Net;
using System.Net.Http.Json;
using Dcmon.GrainInterfaces;
using Dcmon.Testing;
using Dcmon.Testing.Hub;
using Dcmon.Web.Accounts;
using Dcmon.Web.Security;

namespace Dcmon.Web.Tests.Accounts;

public sealed class SessionTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task LogIn_RightPassword_SetsACookieThatScriptsCannotRead()
    {
        using var http = server.Anonymous();
        using var answer = await http.PostAsJsonAsync("/api/session", new { user = "ADMIN", password = server.Password });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).ToLowerInvariant();
        Assert.Contains("httponly", cookie);
        Assert.Contains("secure", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/clients")).StatusCode);
    }

    [Fact]
    public async Task LogOut_Session_IsOver()
    {
        using var http = await server.LogInAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/clients")).StatusCode);
    }

    [Fact]
    public async Task LogOut_CopiedCookie_IsRefused()
    {
        var cookies = new CookieContainer();
        using var http = await server.LogInAsync(cookies);
        using var copy = server.Anonymous();
        copy.DefaultRequestHeaders.Add("Cookie", cookies.GetCookieHeader(server.Browsers));
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/api/clients")).StatusCode);
        await http.DeleteAsync("/api/session");
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.GetAsync("/api/clients")).StatusCode);
    }

    [Theory]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%00")]
    public async Task Cookie_OfNoSession_IsRefused(string value)
    {
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Add("Cookie", $"dcmon={value}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/clients")).StatusCode);
    }

    [Fact]
    public async Task LogIn_Again_ReplacesTheSessionOfTheBrowser()
    {
        var cookies = new CookieContainer();
        using var http = await server.LogInAsAsync(Roles.Viewer, "again", cookies);
        var first = Assert.Single(await SessionsAsync(http));
        using var again = await server.LogInAsync(cookies);
        Assert.DoesNotContain(await server.Grains.Accounts().ListSessions("again"), each => each.Id == first.Id);
    }

    [Fact]
    public async Task Role_OfTheAccount_CountsForSessionsThatAreOpen()
    {
        using var http = await server.LogInAsAsync(Roles.Admin, "demoted");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/cluster")).StatusCode);
        var account = (await server.Grains.Accounts().Find("demoted"))!;
        await server.Grains.Accounts().Put(account with { Role = Roles.Viewer });
        await Eventually.HoldsAsync(async () => (await http.GetAsync("/api/cluster")).StatusCode == HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/clients")).StatusCode);
    }

    [Fact]
    public async Task Sessions_ListsTheUsersOwn_AndEndsThem()
    {
        using var http = await server.LogInAsAsync(Roles.Viewer, "lister");
        using var other = await server.LogInAsAsync(Roles.Viewer, "lister");
        using var stranger = await server.LogInAsync();
        var sessions = await SessionsAsync(http);
        Assert.Equal(2, sessions.Count);
        var mine = Assert.Single(sessions, each => each.IsCurrent);
        Assert.All(sessions, each => Assert.InRange(each.StartedAt, RunningServer.Now - 60_000, RunningServer.Now));
        Assert.All(sessions, each => Assert.True(IPAddress.IsLoopback(IPAddress.Parse(each.Address))));

        var ended = sessions.Single(each => !each.IsCurrent).Id;
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync($"/api/sessions/{ended}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync($"/api/sessions/{ended}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.DeleteAsync($"/api/sessions/{ended}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/clients")).StatusCode);
        Assert.Equal(mine.Id, Assert.Single(await SessionsAsync(http)).Id);
    }

    [Fact]
    public async Task HubConnection_SessionEnds_IsClosed()
    {
        var cookies = new CookieContainer();
        using var http = await server.LogInAsync(cookies);
        await using var hub = await HubClient.ConnectAsync(new Uri(server.Browsers, "/hub/live"), cookies);
        await hub.InvokeAsync("WatchFleet", false);
        await http.DeleteAsync("/api/session");
        await Eventually.HoldsAsync(() => hub.Closed.IsCompleted);
    }

    [Fact]
    public async Task HubConnection_RoleChanges_IsClosed()
    {
        var cookies = new CookieContainer();
        using var http = await server.LogInAsAsync(Roles.Admin, "watcher", cookies);
        await using var hub = await HubClient.ConnectAsync(new Uri(server.Browsers, "/hub/live"), cookies);
        await hub.InvokeAsync("WatchFleet", false);
        await server.Grains.Accounts().Put((await server.Grains.Accounts().Find("watcher"))! with { Role = Roles.Viewer });
        await Eventually.HoldsAsync(() => hub.Closed.IsCompleted);
    }

    [Theory]
    [InlineData("""{"user":"admin"}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"user":"nobody","password":"x"}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"user":""", HttpStatusCode.BadRequest)]
    public async Task LogIn_Wrong_IsRefusedWithAProblem(string body, HttpStatusCode status)
    {
        using var http = server.Anonymous();
        using var answer = await http.PostAsync("/api/session", new StringContent(body, null, "application/json"));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task ResetPassword_OldOneIsNoLongerGood_AndAllSessionsAreOver()
    {
        var old = server.Password;
        using var before = await server.LogInAsync();
        using var other = await server.LogInAsAsync(Roles.Viewer);
        var fresh = await FirstAccount.EnsureAsync(server.App, reset: true);
        try
        {
            foreach (var ended in new[] { before, other })
                await Eventually.HoldsAsync(async () => (await ended.GetAsync("/api/clients")).StatusCode == HttpStatusCode.Unauthorized);
            using var http = server.Anonymous();
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsJsonAsync("/api/session", new { user = "admin", password = old })).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsJsonAsync("/api/session", new { user = "admin", password = fresh })).StatusCode);
            Assert.Null(await FirstAccount.EnsureAsync(server.App, reset: false));
        }
        finally
        {
            server.Password = fresh!;
        }
    }

    [Fact]
    public async Task LogInForm_WithoutItsToken_IsRefused()
    {
        using var http = server.Anonymous();
        using var answer = await http.PostAsync("/login", new FormUrlEncodedContent([new("user", "admin"), new("password", server.Password)]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<List<SessionView>> SessionsAsync(HttpClient http) => (await http.GetFromJsonAsync<List<SessionView>>("/api/sessions"))!;
}
