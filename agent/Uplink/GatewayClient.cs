using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using Dcmon.Agent.Identity;
using Dcmon.Wire;
using Dcmon.Wire.Enrollment;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// The protocol of the agents' port, for one identity: mutual TLS, one connection, no state beyond it. Instances share
/// nothing. One message is sent at a time; renewing beside it is fine.
/// </summary>
public sealed class GatewayClient : IDisposable
{
    /// <summary>
    /// Brotli's lowest levels. Of 200 reports of 300 series (258 kB) level 1 made 167 kB in 1.3 ms of CPU, level 2 made
    /// 145 kB in 2.9 ms, gzip's fastest 198 kB in 1.9 ms; a single report takes each of them 10 µs.
    /// </summary>
    private const int Quality = 1;

    /// <summary>
    /// Shorter bodies go as they are: a report of 250 series has 1,037 bytes and 949 compressed, and both ends pay for
    /// setting Brotli up.
    /// </summary>
    private const int SmallestCompressed = 4 * 1024;

    private const int Window = 20; // 2^20 bytes: a batch of the past is no larger, mostly

    private readonly GatewayHttp _http;
    private readonly TimeProvider _time;
    private readonly WireWriter _body = new();

    /// <summary>Makes a client; it connects when it first sends.</summary>
    /// <param name="identity">Who the agent is; must live as long as the client.</param>
    /// <param name="timeout">For each request.</param>
    /// <param name="time">Measures the timeout, and reads dates of <c>Retry-After</c>.</param>
    public GatewayClient(AgentIdentity identity, TimeSpan timeout, TimeProvider time)
        : this(identity, identity.Server, Dialing.Direct, timeout, time)
    {
    }

    /// <summary>
    /// Makes a client of another server than the one that the agent enrolled with; its certificate must be of the same
    /// CA.
    /// </summary>
    internal GatewayClient(AgentIdentity identity, Uri server, Dialing dialing, TimeSpan timeout, TimeProvider time)
    {
        (Identity, Server, _time) = (identity, server, time);
        var tls = CertificateChains.TrustOnly(identity.Authority);
        // Offline: no intermediate certificates are fetched, there are none.
        tls.ClientCertificateContext = SslStreamCertificateContext.Create(identity.Certificate, null, offline: true);
        _http = new GatewayHttp(server, tls, dialing, timeout, time);
    }

    /// <summary>Who the agent is.</summary>
    public AgentIdentity Identity { get; }

    /// <summary>Whom it talks to.</summary>
    public Uri Server { get; }

    /// <summary>Sends a message. Only cancellation throws.</summary>
    public async Task<SendResult> SendAsync(ReportMessage message, CancellationToken stop)
    {
        _body.Clear();
        ReportMessageFormat.Write(message, _body);
        var compress = _body.Length >= SmallestCompressed;
        var content = ArrayPool<byte>.Shared.Rent(compress ? BrotliEncoder.GetMaxCompressedLength(_body.Length) : _body.Length);
        try
        {
            var length = _body.Length;
            if (!compress) _body.Written.CopyTo(content);
            else if (!BrotliEncoder.TryCompress(_body.Written, content, out length, Quality, Window))
                throw new InvalidOperationException("Brotli needs more room than it says itself.");
            using var request = new HttpRequestMessage(HttpMethod.Post, GatewayRoutes.Reports);
            request.Content = new ReadOnlyMemoryContent(content.AsMemory(0, length));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(ReportMessageFormat.ContentType);
            if (compress) request.Content.Headers.ContentEncoding.Add("br");
            using var response = await _http.SendAsync(request, stop);
            return await ReadAsync(response, message, stop);
        }
        catch (GatewayException error)
        {
            return new SendResult.Failed(error.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }

    /// <summary>True where the server answers, and can prove to be one of the CA.</summary>
    internal async Task<bool> IsThereAsync(CancellationToken stop)
    {
        try
        {
            await _http.GetTextAsync(GatewayRoutes.Authority, stop);
            return true;
        }
        catch (GatewayException)
        {
            return false;
        }
    }

    /// <summary>Has a new key certified.</summary>
    /// <exception cref="GatewayException">The server cannot be reached or refuses.</exception>
    /// <exception cref="IdentityException">Its answer is not sound.</exception>
    public async Task<AgentIdentity> RenewAsync(CancellationToken stop)
    {
        using var request = new KeyRequest();
        var answer = await _http.PostAsync(
            GatewayRoutes.Renew, new RenewRequest(request.Pem), WireJson.Default.RenewRequest, WireJson.Default.RenewAnswer, stop);
        return Identity.With(request.Complete(answer.Certificate, Identity.Authority));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<SendResult> ReadAsync(HttpResponseMessage response, ReportMessage message, CancellationToken stop)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var answer = await GatewayHttp.ReadAsync(response, WireJson.Default.ReportAnswer, stop);
            return answer.Reports is { } reports && reports.Count == message.Reports.Count
                ? new SendResult.Answered(answer)
                : new SendResult.Failed($"The server's answer does not cover the {message.Reports.Count} reports sent.");
        }

        var problem = await Problem.ReadAsync(response, stop);
        return response.StatusCode switch
        {
            // Only dcmon itself can know that a message is bad for ever; a proxy's 400 is an outage.
            HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableContent
                when problem.IsTheServers =>
                new SendResult.Malformed(problem.Detail),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new SendResult.Unauthorized(problem.Detail),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests =>
                new SendResult.Busy(RetryAfter(response), problem.Detail),
            _ => new SendResult.Failed($"The server answers {(int)response.StatusCode}: {problem.Detail}"),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - _time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
