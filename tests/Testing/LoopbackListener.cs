using System.Net;
using System.Net.Sockets;

namespace Dcmon.Testing;

/// <summary>
/// Accepts TCP connections on a free port of the loopback interface and serves each in a task of its own, until it is
/// disposed.
/// </summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private readonly Task _accepting;

    /// <param name="serve">Serves a connection and closes it; it must not throw.</param>
    /// <param name="receiveBuffer">Receive buffer of the connections, bytes; null: the system's.</param>
    public LoopbackListener(Func<Socket, CancellationToken, Task> serve, int? receiveBuffer = null)
    {
        _serve = serve;
        if (receiveBuffer is { } size) _listener.Server.ReceiveBufferSize = size;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cancels what is served, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true) served.Add(_serve(await _listener.AcceptSocketAsync(_stop.Token), _stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(served);
        }
    }
}
