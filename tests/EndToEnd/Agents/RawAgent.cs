using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Identity;
using Dcmon.EndToEnd.Processes;
using Dcmon.Wire;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Agents;

/// <summary>An enrolled client that sends whatever bytes it likes, over one connection.</summary>
internal sealed class RawAgent : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly AgentIdentity _identity;
    private readonly HttpClient _http;

    private RawAgent(AgentIdentity identity)
    {
        _identity = identity;
        _http = Connect(identity.Server, identity.Authority, identity.Certificate);
    }

    /// <summary>Under which id the server knows it.</summary>
    public string ClientId => _identity.ClientId;

    /// <summary>Enrols a client.</summary>
    public static async Task<RawAgent> EnrollAsync(ServerProcess server)
    {
        var url = await server.Api.CreateEnrollmentUrlAsync(1, ["hostile"]);
        return new RawAgent(await Enroller.EnrollAsync(url, "hostile", Timeout, TimeProvider.System, CancellationToken.None));
    }

    /// <summary>A connection with any certificate, or none.</summary>
    public static HttpClient Connect(Uri server, X509Certificate2 authority, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        // A context, for .NET would keep a certificate back that the server's list of authorities does not name.
        if (certificate is not null)
            handler.SslOptions.ClientCertificateContext =
                System.Net.Security.SslStreamCertificateContext.Create(certificate, null, offline: true);
        return new HttpClient(handler)
        {
            BaseAddress = server,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    /// <summary>A message as it travels, not compressed.</summary>
    public static byte[] Bytes(IReadOnlyList<Schema> schemas, params Report[] reports)
    {
        var writer = new WireWriter();
        ReportMessageFormat.Write(new ReportMessage(schemas, null, reports), writer);
        return writer.Written.ToArray();
    }

    /// <summary>Compresses with one of the encodings of the protocol, <c>br</c> or <c>gzip</c>.</summary>
    public static byte[] Compress(Stream content, string encoding)
    {
        using var target = new MemoryStream();
        using (Stream compressing = encoding == "br" ? new BrotliStream(target, CompressionLevel.Optimal) : new GZipStream(target, CompressionLevel.Optimal))
            content.CopyTo(compressing);
        return target.ToArray();
    }

    /// <summary>Sends a message, and returns what became of each report.</summary>
    public async Task<IReadOnlyList<ReportStatus>> SendAsync(IReadOnlyList<Schema> schemas, params Report[] reports)
    {
        using var answer = await _http.PostAsync(GatewayRoutes.Reports, new ByteArrayContent(Bytes(schemas, reports)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(WireJson.Default.ReportAnswer))!.Reports;
    }

    /// <summary>Sends bytes that are refused.</summary>
    /// <returns>The status, and the reason given.</returns>
    public async Task<(HttpStatusCode Status, string Reason)> SendRefusedAsync(byte[] body, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(ReportMessageFormat.ContentType);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        using var answer = await _http.PostAsync(GatewayRoutes.Reports, content);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, problem.GetProperty("detail").GetString()!);
    }

    /// <summary>Sends bytes as a message, whatever becomes of them.</summary>
    public async Task PostAsync(byte[] body, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        using var answer = await _http.PostAsync(GatewayRoutes.Reports, content);
    }

    /// <summary>Sends samples as JSON, whatever becomes of them.</summary>
    public async Task PostSamplesAsync(string json)
    {
        using var answer = await _http.PostAsync(GatewayRoutes.Metrics, new StringContent(json, new MediaTypeHeaderValue("application/json")));
    }

    /// <summary>Sends samples as JSON; the server may be away.</summary>
    /// <returns>How many are stored now, and how many were before.</returns>
    public async Task<(int Stored, int Duplicates)> SendSamplesAsync(string json)
    {
        using var answer = await _http.PostAsync(GatewayRoutes.Metrics, new StringContent(json, new MediaTypeHeaderValue("application/json")));
        answer.EnsureSuccessStatusCode();
        var counts = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (counts.GetProperty("stored").GetInt32(), counts.GetProperty("duplicates").GetInt32());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _identity.Dispose();
    }
}
