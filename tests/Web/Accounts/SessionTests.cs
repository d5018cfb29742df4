using System.Net;
using System.Net.Http.Json;
using Dcmon.Web.Accounts;

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
    public async Task ResetPassword_OldOneIsNoLongerGood()
    {
        var old = server.Password;
        var fresh = await FirstAccount.EnsureAsync(server.App, reset: true);
        try
        {
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
}

public sealed class ThrottleTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task LogIn_ManyTries_AreThrottled()
    {
        using var http = server.Anonymous();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 15; i++)
            answers.Add((await http.PostAsJsonAsync("/api/session", new { user = "admin", password = "guess" })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }
}
