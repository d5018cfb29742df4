using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire;
using Dcmon.Wire.Reports;
using Xunit.Abstractions;

namespace Dcmon.Web.Tests.Fuzz;

/// <summary>No input at all is the server's fault: whatever is sent to any route, no answer is a 5xx.</summary>
[Trait("Category", "Fuzz")]
public sealed class FuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>How long to go on: DCMON_FUZZ_SECONDS, or a minute.</summary>
    internal static readonly TimeSpan Duration =
        TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("DCMON_FUZZ_SECONDS") ?? "60", CultureInfo.InvariantCulture));

    private const int Seed = 20_261_130;

    /// <summary>It would end the session that the others need.</summary>
    private const string Logout = "DELETE /api/session";

    private static readonly string[] AgentRoutes =
        [GatewayRoutes.Enroll, GatewayRoutes.Renew, GatewayRoutes.Reports, GatewayRoutes.Metrics];

    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task EveryRoute_BadInput_IsNeverTheServersFault()
    {
        using var agent = await _server.EnrollAsync("fuzzed");
        var schema = Schema.Of([Reports.Gauge("load1"), Reports.Gauge("x", "gpu=0"), Reports.Counter("x_total", "gpu=1")]);
        await agent.SendAsync(new ReportMessage([schema], new MachineFacts("fuzzed"), [schema.Report(1, RunningServer.Now, 1, 2, 3)]), default);
        using var people = await _server.LogInAsync();
        using var programs = ProgramOf(agent);
        var document = await people.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        output.WriteLine($"seed {Seed}, {Duration}");

        var (failures, count, started) = (new ConcurrentBag<string>(), 0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async worker =>
        {
            var input = new BadInput(new Random(Seed + worker), document);
            while (started.Elapsed < Duration && failures.IsEmpty)
                foreach (var (http, request) in Round(input, document, people, programs))
                    using (request)
                    {
                        Interlocked.Increment(ref count);
                        if (await FailureOf(http, request) is { } failure) failures.Add(failure);
                    }
        }));
        output.WriteLine($"{count} requests");
        Assert.True(failures.IsEmpty, $"seed {Seed}: {string.Join("\n\n", failures)}");
        Assert.True(count > 100, $"only {count} requests were made");
        Assert.Equal(HttpStatusCode.OK, (await people.GetAsync("/healthz")).StatusCode);
    }

    private static IEnumerable<(HttpClient Http, HttpRequestMessage Request)> Round(
        BadInput input, JsonElement document, HttpClient people, HttpClient programs)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
            {
                var method = operation.Name.ToUpperInvariant();
                if ($"{method} {path.Name}" == Logout) continue;
                var (url, body) = input.Make(path.Name, operation.Value);
                var isOfAgents = method == "POST" && path.Name == GatewayRoutes.Metrics;
                yield return (isOfAgents ? programs : people, Request(method, url, body));
            }

        foreach (var route in AgentRoutes)
            yield return (programs, Request("POST", route, input.Text()));
        yield return (programs, Request("POST", GatewayRoutes.Enroll, $$"""{"token":null,"hostName":"a","certificateRequest":{{JsonSerializer.Serialize(input.Text())}}}"""));
        yield return (people, Request("GET", "/login?returnUrl=" + Uri.EscapeDataString(input.Text()), null));
    }

    private static HttpRequestMessage Request(string method, string url, string? body) => new(new HttpMethod(method), url)
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private static async Task<string?> FailureOf(HttpClient http, HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode < 500) return null;
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} {request.Method} {request.RequestUri} {body}\n{text}";
    }

    /// <summary>A program with the machine's certificate.</summary>
    private HttpClient ProgramOf(GatewayClient agent)
    {
        var handler = new SocketsHttpHandler();
        // Whom a program trusts is not what is tested here.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        handler.SslOptions.ClientCertificateContext =
            System.Net.Security.SslStreamCertificateContext.Create(agent.Identity.Certificate, null, offline: true);
        return new HttpClient(handler) { BaseAddress = _server.Agents };
    }
}
