using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Scrape;

/// <summary>
/// Fetches the metrics of one target: over one connection that is kept, without proxy, cookies or redirects, and for
/// answers of a bounded size, also when they are compressed.
/// </summary>
internal sealed class ScrapeClient(ScrapeSettings settings) : IDisposable
{
    /// <summary>The largest answer, bytes.</summary>
    internal const int LargestAnswer = 4 * 1024 * 1024;

    /// <summary>Answers of this size are usual: the memory for one is kept.</summary>
    private const int UsualAnswer = 512 * 1024;

    private HttpClient? _client;
    private byte[] _answer = new byte[16 * 1024];

    /// <summary>Gets the metrics.</summary>
    /// <param name="stop">Ends it.</param>
    /// <returns>The text, valid until the next call.</returns>
    /// <exception cref="ScrapeException">There are none.</exception>
    public async Task<ReadOnlyMemory<byte>> GetAsync(CancellationToken stop)
    {
        try
        {
            _client ??= Connect();
            using var request = new HttpRequestMessage(HttpMethod.Get, settings.Url);
            if (settings.BearerFile.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecretFile.Read(settings.BearerFile));
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new ScrapeException($"the target answers {(int)response.StatusCode} {PlainText.Line(response.ReasonPhrase ?? "", 60)}".TrimEnd());
            return await ReadAsync(await response.Content.ReadAsStreamAsync(stop), stop);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or FormatException
            or CryptographicException or UnauthorizedAccessException)
        {
            throw error.InnerException as ScrapeException ?? new ScrapeException(Cause(error), error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private HttpClient Connect()
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (context, stop) => TargetConnection.OpenAsync(settings, context.DnsEndPoint, stop),
            SslOptions = TrustedBy(settings.CaFile),
            AutomaticDecompression = DecompressionMethods.GZip,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxResponseHeadersLength = 16,
            MaxConnectionsPerServer = 1,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0;q=0.5, */*;q=0.1");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("dcmon-agent");
        return client;
    }

    private static SslClientAuthenticationOptions TrustedBy(string caFile)
    {
        var options = new SslClientAuthenticationOptions();
        if (caFile.Length == 0) return options;
        options.CertificateChainPolicy =
            new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(caFile);
        return options;
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken stop)
    {
        if (_answer.Length > UsualAnswer) _answer = new byte[UsualAnswer];
        var length = 0;
        while (await body.ReadAsync(_answer.AsMemory(length), stop) is var read and > 0)
        {
            length += read;
            if (length > LargestAnswer) throw new ScrapeException($"the answer has more than {LargestAnswer / (1024 * 1024)} MiB");
            if (length == _answer.Length) Array.Resize(ref _answer, 2 * length);
        }

        return _answer.AsMemory(0, length);
    }

    private static string Cause(Exception error)
    {
        while (error.InnerException is { } inner) error = inner;
        return PlainText.Line(error.Message.TrimEnd('.'));
    }
}
