using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// HTTP to one server: HTTP/2 where the server supports it, no cookies, no redirects, answers of bounded size,
/// and a limit on the time of each request. Safe for concurrent use.
/// </summary>
internal sealed class GatewayHttp : IDisposable
{
    private const int LargestAnswer = 4 * 1024 * 1024;

    private readonly HttpClient _client;
    private readonly string _target;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>Connects when first used.</summary>
    public GatewayHttp(Uri server, SslClientAuthenticationOptions tls, Dialing dialing, TimeSpan timeout, TimeProvider time)
    {
        (_target, _timeout, _time) = ($"{server}{dialing.Describe(server)}", timeout, time);
        var handler = new SocketsHttpHandler
        {
            SslOptions = tls,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            // Finds out within 30 s that the other end is gone, where no packet says so.
            KeepAlivePingDelay = TimeSpan.FromSeconds(20),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        };
        dialing.Apply(handler);
        _client = new HttpClient(handler)
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>Sends a request and reads the whole answer, whatever its status.</summary>
    /// <exception cref="GatewayException">There is no answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        // The client's own defaults count for requests that it makes itself.
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower);
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await _client.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException error) when (!stop.IsCancellationRequested)
        {
            throw new GatewayException($"{_target} did not answer within {_timeout.TotalSeconds:0.###} s.", error);
        }
        catch (HttpRequestException error)
        {
            throw new GatewayException($"{_target}: {ConnectionProblem.Describe(error)}", error);
        }
    }

    /// <summary>GETs a text.</summary>
    /// <exception cref="GatewayException">There is no answer, or its status is not 200.</exception>
    public async Task<string> GetTextAsync(string route, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        using var response = await SendAsync(request, stop);
        await ThrowUnlessOk(response, stop);
        return await response.Content.ReadAsStringAsync(stop);
    }

    /// <summary>POSTs JSON and reads JSON.</summary>
    /// <exception cref="GatewayException">There is no answer, its status is not 200, or it is not what was
    /// expected.</exception>
    public async Task<TAnswer> PostAsync<TRequest, TAnswer>(
        string route, TRequest content, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(content, requestType));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await SendAsync(request, stop);
        await ThrowUnlessOk(response, stop);
        return await ReadAsync(response, answerType, stop);
    }

    /// <summary>Reads the answer as JSON.</summary>
    /// <exception cref="GatewayException">It is not what was expected.</exception>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken stop)
    {
        try
        {
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(stop), type)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new GatewayException($"The server's answer is not what was expected: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task ThrowUnlessOk(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw new GatewayException($"The server answers {(int)response.StatusCode}: {(await Problem.ReadAsync(response, stop)).Detail}");
    }
}
