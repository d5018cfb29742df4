using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Dcmon.Testing;

/// <summary>An HTTP proxy that knows CONNECT alone, and may want user and password (Basic).</summary>
public sealed class ConnectProxy : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly string? _expected;
    private int _refused;

    /// <param name="credentials">Such as <c>user:password</c>; null: everybody may come.</param>
    public ConnectProxy(string? credentials = null)
    {
        if (credentials is not null) _expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        _listener = new LoopbackListener(ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public int Port => _listener.Port;

    /// <summary>Where its callers wanted to go, such as <c>127.0.0.1:8444</c>: those that it let through.</summary>
    public ConcurrentQueue<string> Targets { get; } = [];

    /// <summary>Requests that it refused for want of the right password.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Socket caller, CancellationToken stop)
    {
        using (var near = new NetworkStream(caller, ownsSocket: true))
        using (var far = new TcpClient())
        {
            try
            {
                while (await ReadHeadAsync(near, stop) is { Length: > 0 } head)
                {
                    if (!IsLetIn(head))
                    {
                        Interlocked.Increment(ref _refused);
                        await near.WriteAsync(
                            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                            stop);
                        continue;
                    }

                    var target = head.Split(' ')[1];
                    Targets.Enqueue(target);
                    var colon = target.LastIndexOf(':');
                    await far.ConnectAsync(target[..colon], int.Parse(target[(colon + 1)..]), stop);
                    await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), stop);
                    await Task.WhenAny(
                        near.CopyToAsync(far.GetStream(), stop), far.GetStream().CopyToAsync(near, stop));
                    return;
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
            {
                // One of the ends went away, or the test is over.
            }
        }
    }

    private bool IsLetIn(string head) => _expected is null
        || head.Split("\r\n").Any(
            line => line.Equals("Proxy-Authorization: " + _expected, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the request's head; it ends with an empty line.</summary>
    private async Task<string> ReadHeadAsync(NetworkStream from, CancellationToken stop)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await from.ReadAsync(one, stop) == 0) return "";
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
