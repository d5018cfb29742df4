using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Uplink;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Silo.Settings;
using Dcmon.Testing;
using Dcmon.Web.Accounts;
using Dcmon.Web.Enrollment;
using Dcmon.Web.Gateway;
using Dcmon.Web.Hosting;
using Dcmon.Wire.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Web.Tests;

/// <summary>A whole server in this process, on free ports of loopback, with real TLS and data of its own.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();

    /// <summary>Settings other than the usual.</summary>
    public Func<ServerSettings, ServerSettings> Configure { get; init; } = settings => settings;

    public WebApplication App { get; private set; } = null!;

    public string Password { get; set; } = "";

    public Uri Browsers => new($"https://localhost:{ListenerPorts.Browsers(App.Services.GetRequiredService<IServer>())}");

    public Uri Agents => new($"https://localhost:{ListenerPorts.Agents(App.Services.GetRequiredService<IServer>())}");

    public IGrainFactory Grains => App.Services.GetRequiredService<IGrainFactory>();

    public async Task InitializeAsync()
    {
        var settings = Configure(new ServerSettings { Data = _data.Path, Address = "127.0.0.1", Port = 0 });
        App = WebServer.Build(settings);
        await App.StartListeningAsync(settings, default);
        Password = (await FirstAccount.EnsureAsync(App, reset: false))!;
    }

    public async Task DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>A client of the browsers' port that keeps cookies and follows no redirects.</summary>
    public HttpClient Anonymous(CookieContainer? cookies = null) => new(new HttpClientHandler
    {
        // The certificate is of the server's own CA; what is tested here is not whom a browser trusts.
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        AllowAutoRedirect = false,
        CookieContainer = cookies ?? new CookieContainer(),
    })
    { BaseAddress = Browsers };

    /// <summary>A client that is logged in as the first account.</summary>
    public async Task<HttpClient> LogInAsync(CookieContainer? cookies = null)
    {
        var http = Anonymous(cookies);
        var answer = await http.PostAsJsonAsync("/api/session", new { user = "admin", password = Password });
        answer.EnsureSuccessStatusCode();
        return http;
    }

    /// <summary>A client that is logged in as somebody of that role; the account is made where there is none.</summary>
    public async Task<HttpClient> LogInAsAsync(string role, string? user = null, CookieContainer? cookies = null)
    {
        var name = user ?? "a-" + role;
        var password = "password of " + name;
        var hash = App.Services.GetRequiredService<Passwords>().Hash(name, password);
        if (await Grains.Accounts().Find(name) is null) await Grains.Accounts().Put(new Account(name, hash, role));
        var http = Anonymous(cookies);
        (await http.PostAsJsonAsync("/api/session", new { user = name, password })).EnsureSuccessStatusCode();
        return http;
    }

    /// <summary>Enrols a machine as its agent would.</summary>
    public async Task<GatewayClient> EnrollAsync(string host = "host")
    {
        var token = await Grains.Enrollment().CreateToken(new TokenTerms(TimeSpan.FromMinutes(1), 1, []));
        var url = App.Services.GetRequiredService<EnrollmentUrls>().For(token, "localhost");
        var identity = await Enroller.EnrollAsync(url, host, TimeSpan.FromSeconds(30), TimeProvider.System, default);
        return new GatewayClient(identity, TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    /// <summary>A program on the agents' port as any other, with a certificate, a token or neither.</summary>
    public HttpClient Program(X509Certificate2? certificate, string? token = null)
    {
        var handler = new SocketsHttpHandler();
        // Whom a program trusts is not what is tested here.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        if (certificate is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        var http = new HttpClient(handler) { BaseAddress = Agents };
        if (token is not null) http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return http;
    }

    /// <summary>Reports one value of the metric <c>temperature</c> and gives the answer.</summary>
    public static async Task<ReportAnswer> ReportAsync(
        GatewayClient agent, long sequence, long time, double value, MachineFacts? facts = null)
    {
        var result = await agent.SendAsync(new ReportMessage([Temperature], facts, [Temperature.Report(sequence, time, value)]), default);
        return Assert.IsType<SendResult.Answered>(result).Answer;
    }

    public static Schema Temperature { get; } = Schema.Of([Reports.Gauge("temperature", "sensor=a")]);

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>Tests that can share one server: none of them changes what another looks at.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<RunningServer>
{
    public const string Name = "one server";
}
