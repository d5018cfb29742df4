using System.Net;
using System.Net.Sockets;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Reach;

/// <summary>
/// Asks for a page over a new connection, so that the time is that of the whole way: connection, TLS, and the beginning
/// of the answer. Status codes below 400 are good; redirects are not followed, and the page itself is not read.
/// </summary>
internal sealed class HttpProbe(Uri url, TimeProvider time) : IProbe
{
    /// <inheritdoc/>
    public async Task<ProbeAnswer> AskAsync(IPAddress[] addresses, CancellationToken stop)
    {
        var askedAt = time.GetTimestamp();
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (context, ended) => ConnectAsync(addresses, context.DnsEndPoint.Port, ended),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxResponseHeadersLength = 16,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("dcmon-agent");
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, stop);
            var status = (int)response.StatusCode;
            return new ProbeAnswer(time.GetElapsedTime(askedAt), status < 400 ? null : $"it answers {status}", status);
        }
        catch (HttpRequestException error)
        {
            Exception cause = error;
            while (cause.InnerException is { } inner) cause = inner;
            return new ProbeAnswer(time.GetElapsedTime(askedAt), PlainText.Line(cause.Message.TrimEnd('.')));
        }
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
