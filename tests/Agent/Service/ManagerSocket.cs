using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Dcmon.Agent.Tests.Service;

/// <summary>The service manager's side of sd_notify: a real datagram socket.</summary>
internal sealed class ManagerSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<string> _messages = [];

    /// <param name="path">As in <c>NOTIFY_SOCKET</c>.</param>
    public ManagerSocket(string path)
    {
        Path = path;
        _socket.Bind(new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path));
        _ = ReceiveAsync();
    }

    public string Path { get; }

    /// <summary>Each message, in order; its lines end with a line feed.</summary>
    public IReadOnlyList<string> Messages => [.. _messages];

    public bool Has(string line) => Messages.Any(each => each.Split('\n').Contains(line));

    public int Count(string line) => Messages.Count(each => each.Split('\n').Contains(line));

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true) _messages.Enqueue(Encoding.UTF8.GetString(buffer, 0, await _socket.ReceiveAsync(buffer)));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
