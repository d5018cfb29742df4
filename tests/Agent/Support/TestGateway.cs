using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Identity;
using Dcmon.Wire;
using Dcmon.Wire.Enrollment;
using Dcmon.Wire.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Tests.Support;

/// <summary>
/// The other side of the protocol on a real Kestrel with mutual TLS: it stores reports as dcmon's gateway does, and a test can put
/// itself in front of it.
/// </summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly ConcurrentDictionary<SchemaHash, Schema> _schemas = [];
    private readonly ConcurrentDictionary<long, Report> _stored = [];
    private WebApplication? _app;
    private X509Certificate2 _certificate;
    private int _port;

    /// <param name="authority">Another gateway's, whose place this one can take; its own, if left out.</param>
    public TestGateway(TestAuthority? authority = null)
    {
        Authority = authority ?? new TestAuthority();
        _certificate = Authority.Issue("server", TestAuthority.ServerAuthentication);
    }

    public TestAuthority Authority { get; }

    /// <summary>Answers in the gateway's place where it returns an answer.</summary>
    public Func<ReportMessage, IResult?> Intercept { get; set; } = _ => null;

    /// <summary>What becomes of a report, where a test decides it.</summary>
    public Func<Report, ReportStatus?> Judge { get; set; } = _ => null;

    public string Token { get; set; } = "TOKEN";

    public TimeSpan CertificateLifetime { get; set; } = TimeSpan.FromDays(1);

    public int IntervalMilliseconds { get; set; } = 10_000;

    /// <summary>The server's clock, Unix milliseconds; 0: none.</summary>
    public Func<long> ServerTime { get; set; } = () => 0;

    /// <summary>Every message that came in, in order.</summary>
    public ConcurrentQueue<ReportMessage> Messages { get; } = [];

    public ConcurrentQueue<MachineFacts> Facts { get; } = [];

    /// <summary>Names on the certificates that came with report messages, and their numbers.</summary>
    public ConcurrentQueue<string> Serials { get; } = [];

    /// <summary>Over which connection each report message came, and in which protocol.</summary>
    public ConcurrentQueue<(string Connection, string Protocol)> Connections { get; } = [];

    public int EnrollRequests { get; private set; }

    public int AuthorityRequests { get; private set; }

    public IReadOnlyCollection<Report> Stored => [.. _stored.Values.OrderBy(each => each.Sequence)];

    public Uri Address => new($"https://127.0.0.1:{_port}");

    public string EnrollmentUrl => $"https://127.0.0.1:{_port}#{Token}.{Authority.Fingerprint}";

    public EnrollmentUrl Url => Wire.Enrollment.EnrollmentUrl.Parse(EnrollmentUrl);

    /// <summary>An identity as enrolling gives it.</summary>
    /// <param name="name">The client's id.</param>
    /// <param name="lifetime">Of its certificate.</param>
    /// <param name="port">Another port of this machine that leads here.</param>
    public AgentIdentity NewIdentity(string name = "client-1", TimeSpan? lifetime = null, int? port = null) => new(
        port is null ? Address : new Uri($"https://127.0.0.1:{port}"), name, Authority.Issue(name, TestAuthority.ClientAuthentication, lifetime), X509CertificateLoader.LoadCertificate(Authority.Certificate.RawData));

    public void UseCertificate(X509Certificate2 certificate) => _certificate = certificate;

    public void ForgetSchemas() => _schemas.Clear();

    /// <summary>Starts, or comes back at the same port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port, listen => listen.UseHttps(https =>
        {
            https.ServerCertificateSelector = (_, _) => _certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        })));
        _app = builder.Build();
        _app.MapGet(GatewayRoutes.Authority, () =>
        {
            AuthorityRequests++;
            return Authority.Certificate.ExportCertificatePem();
        });
        _app.MapPost(GatewayRoutes.Enroll, (Delegate)EnrollAsync);
        _app.MapPost(GatewayRoutes.Renew, (Delegate)RenewAsync);
        _app.MapPost(GatewayRoutes.Reports, (Delegate)ReportAsync);
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _port = new Uri(address).Port;
    }

    /// <summary>Goes away; connections are cut.</summary>
    public async Task StopAsync()
    {
        if (_app is not { } app) return;
        _app = null;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Authority.Dispose();
    }

    private async Task<IResult> EnrollAsync(HttpContext context)
    {
        EnrollRequests++;
        var request = (await context.Request.ReadFromJsonAsync(WireJson.Default.EnrollRequest))!;
        if (request.Token != Token) return Results.Problem("The token is not known.", statusCode: 401);
        using var certificate =
            Authority.Sign(request.CertificateRequest, request.HostName, TestAuthority.ClientAuthentication, CertificateLifetime);
        return Results.Json(
            new EnrollAnswer("client-" + request.HostName, certificate.ExportCertificatePem(), Authority.Certificate.ExportCertificatePem()),
            WireJson.Default.EnrollAnswer);
    }

    private async Task<IResult> RenewAsync(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } old) return Results.Problem("No certificate.", statusCode: 401);
        var request = (await context.Request.ReadFromJsonAsync(WireJson.Default.RenewRequest))!;
        using var certificate = Authority.Sign(
            request.CertificateRequest, old.GetNameInfo(X509NameType.SimpleName, false), TestAuthority.ClientAuthentication,
            CertificateLifetime);
        return Results.Json(new RenewAnswer(certificate.ExportCertificatePem()), WireJson.Default.RenewAnswer);
    }

    private async Task<IResult> ReportAsync(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } certificate) return Results.Problem("No certificate.", statusCode: 401);
        using var body = new MemoryStream();
        var plain = context.Request.Headers.ContentEncoding != "br";
        await using (var sent = plain ? context.Request.Body : new BrotliStream(context.Request.Body, CompressionMode.Decompress))
            await sent.CopyToAsync(body);
        var message = ReportMessageFormat.Read(body.ToArray());
        Messages.Enqueue(message);
        Connections.Enqueue((context.Connection.Id, context.Request.Protocol));
        Serials.Enqueue(certificate.SerialNumber);
        if (Intercept(message) is { } answer) return answer;
        foreach (var schema in message.Schemas) _schemas[schema.Hash] = schema;
        if (message.Facts is { } facts) Facts.Enqueue(facts);
        return Results.Json(
            new ReportAnswer([.. message.Reports.Select(Status)], IntervalMilliseconds, ServerTime()), WireJson.Default.ReportAnswer);
    }

    private ReportStatus Status(Report report)
    {
        if (Judge(report) is { } judged) return judged;
        if (!_schemas.TryGetValue(report.Schema, out var schema)) return new(report.Sequence, ReportOutcome.UnknownSchema);
        Wire.Packing.ValuePacking.Unpack(report.Values.Span, new double[schema.Series.Count]);
        return new(report.Sequence, _stored.TryAdd(report.Sequence, report) ? ReportOutcome.Stored : ReportOutcome.Duplicate);
    }
}
