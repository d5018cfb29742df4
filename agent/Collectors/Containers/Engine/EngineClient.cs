using System.Net;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Containers.Engine;

/// <summary>
/// The Docker Engine API over its unix socket; Podman has it as well. Only reads. Answers are bounded, and each
/// request has a time limit. Safe for concurrent use.
/// </summary>
internal sealed class EngineClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private volatile EngineVersion? _version;

    /// <summary>Connects when first used.</summary>
    /// <param name="socket">Path of the engine's socket.</param>
    /// <param name="timeout">How long a question may take.</param>
    /// <param name="time">The clock.</param>
    public EngineClient(string socket, TimeSpan timeout, TimeProvider time)
    {
        (Socket, _timeout, _time) = (socket, timeout, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (_, stop) => new(SocketStream.OpenAsync(socket, stop)),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            MaxResponseDrainSize = 0,
        })
        {
            BaseAddress = new Uri("http://localhost/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Path of the engine's socket.</summary>
    public string Socket { get; }

    /// <summary>What the engine is; null until it was read.</summary>
    public EngineVersion? Version => _version;

    /// <summary>
    /// Sends a request in the version of the API that both sides know, which is read first where it is not known.
    /// </summary>
    /// <param name="path">Such as <c>containers/json</c>.</param>
    /// <param name="most">The most bytes of the answer.</param>
    /// <param name="read">Reads the answer, whose bytes it must not keep.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="EngineException">There is no answer, or not the expected one.</exception>
    public async Task<T> GetAsync<T>(string path, int most, Func<ReadOnlyMemory<byte>, T> read, CancellationToken stop)
    {
        var version = await FindVersionAsync(stop);
        return await AskAsync($"v{version.Api}/{path}", most, read, stop);
    }

    /// <summary>Reads again what the engine is: after an update it may have another version.</summary>
    public void ResetVersion() => _version = null;

    /// <summary>
    /// Opens an answer that has no end; the limit of time is for its beginning. The caller disposes of it.
    /// </summary>
    /// <exception cref="EngineException">The engine refuses, or does not answer.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken stop)
    {
        var version = await FindVersionAsync(stop);
        return await InTimeAsync(limit => SendAsync($"v{version.Api}/{path}", limit), stop);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async ValueTask<EngineVersion> FindVersionAsync(CancellationToken stop) =>
        _version ??= await AskAsync("version", EngineLimits.Details, EngineVersion.Parse, stop);

    private Task<T> AskAsync<T>(string path, int most, Func<ReadOnlyMemory<byte>, T> read, CancellationToken stop) => InTimeAsync(
        async limit =>
        {
            using var response = await SendAsync(path, limit);
            using var answer = await EngineAnswer.ReadAsync(await response.Content.ReadAsStreamAsync(limit), most, limit);
            return read(answer.Json);
        },
        stop);

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> question, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await question(either.Token);
        }
        catch (OperationCanceledException error) when (!stop.IsCancellationRequested)
        {
            throw new EngineException($"no answer within {_timeout.TotalSeconds:0.###} s", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new EngineException(SocketProblem.Describe(error), error);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, CancellationToken stop)
    {
        var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, stop);
        if (response.StatusCode == HttpStatusCode.OK) return response;
        using (response)
            throw await EngineRefusal.ReadAsync(response, stop);
    }
}
