using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Dcmon.Web.Security;

namespace Dcmon.Web.Tests.Accounts;

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

    [Fact]
    public async Task LogIn_GuesserAtTheSameAddress_KeepsNobodyElseOut()
    {
        using var guesser = server.Anonymous();
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessUntilRefusedAsync(guesser, "victim"));
        using var neighbour = await server.LogInAsAsync(Roles.Viewer, "neighbour");
        Assert.Equal(HttpStatusCode.OK, (await neighbour.GetAsync("/api/clients")).StatusCode);
    }

    [Fact]
    public async Task LogIn_InABrowserThatIsKnown_IsNotKeptOutByWhoGuessesThere()
    {
        using var account = await server.LogInAsAsync(Roles.Viewer, "known");
        using var browser = server.Anonymous();
        const string Password = "password of known";
        Assert.Equal("/", (await LoginForm.PostAsync(browser, "known", Password)).Headers.Location!.OriginalString);
        using var guesser = server.Anonymous();
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessUntilRefusedAsync(guesser, "known"));
        var refused = await LoginForm.PostAsync(guesser, "known", Password);
        Assert.Contains("throttled", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/", (await LoginForm.PostAsync(browser, "known", Password)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task LogIn_GuessesFromManyAddresses_AreAnsweredLater()
    {
        var elapsed = TimeSpan.Zero;
        for (var i = 0; i < 26; i++)
        {
            using var http = From($"127.0.1.{i + 1}");
            var start = TimeProvider.System.GetTimestamp();
            using var answer = await http.PostAsJsonAsync("/api/session", new { user = "spread", password = "guess" });
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            elapsed = TimeProvider.System.GetElapsedTime(start);
        }

        Assert.True(elapsed > TimeSpan.FromSeconds(0.45), $"the last guess was answered after {elapsed}");
    }

    private static async Task<HttpStatusCode> GuessUntilRefusedAsync(HttpClient http, string user)
    {
        var status = HttpStatusCode.Unauthorized;
        for (var i = 0; i < 15 && status == HttpStatusCode.Unauthorized; i++)
            status = (await http.PostAsJsonAsync("/api/session", new { user, password = "guess" })).StatusCode;
        return status;
    }

    private HttpClient From(string address)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (target, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(IPAddress.Loopback, target.DnsEndPoint.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        return new HttpClient(handler) { BaseAddress = server.Browsers };
    }
}
