using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Web.Tests.Hosting;

[Collection(SharedServer.Name)]
public class RouteAccessTests(RunningServer server)
{
    /// <summary>All that may be had without a session, beside the files of the bundle.</summary>
    private static readonly string[] Public = ["GET /login", "POST /login", "POST /api/session", "GET /healthz", "GET /readyz"];

    [Fact]
    public async Task EveryRoute_WithoutLogin_IsRefusedUnlessListed()
    {
        using var http = server.Anonymous();
        var (walked, open) = (0, new List<string>());
        foreach (var (method, path) in Routes())
        {
            walked++;
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.Unauthorized) open.Add($"{method} {path}");
        }

        Assert.True(walked > 15, $"only {walked} routes were found");
        Assert.DoesNotContain(open, route => !Public.Contains(route) && !IsAsset(route));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/machines/some")]
    public async Task Page_WithoutLogin_LeadsToTheLogInPage(string path)
    {
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/login?", answer.Headers.Location!.PathAndQuery);
    }

    [Theory]
    [InlineData("/data/grains.db")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/dist/../../appsettings.json")]
    [InlineData("/no-such-page")]
    public async Task UnknownPath_WithoutLogin_DisclosesNothing(string path)
    {
        using var http = server.Anonymous();
        using var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task AgentsPort_ServesNothingOfTheWeb()
    {
        using var http = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        })
        { BaseAddress = server.Agents };
        foreach (var path in new[] { "/", "/login", "/healthz", "/api/clients", "/metrics", "/hub/live" })
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task BrowsersPort_ServesNothingOfTheAgents()
    {
        using var http = await server.LogInAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(Wire.GatewayRoutes.Authority)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync(Wire.GatewayRoutes.Reports, null)).StatusCode);
    }

    private IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get, HttpMethods.Post]
        select (method, Path(endpoint.RoutePattern));

    private static string Path(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "x"))));

    private static bool IsAsset(string route) =>
        (route.StartsWith("GET /", StringComparison.Ordinal) || route.StartsWith("HEAD /", StringComparison.Ordinal))
        && System.IO.Path.GetExtension(route) is ".js" or ".css" or ".svg";
}
