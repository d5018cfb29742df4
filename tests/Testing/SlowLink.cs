using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Dcmon.Testing;

/// <summary>
/// A TCP way to a server that is slow: bytes travel for a while, and only so many a second leave on each side.
/// </summary>
public sealed class SlowLink : IAsyncDisposable
{
    /// <summary>
    /// Pieces small enough that one alone delays little, and few enough on their way that the sender feels the link.
    /// </summary>
    private const int PieceSize = 1024;

    private const int SocketBuffer = 8 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly IPEndPoint _target;
    private readonly TimeSpan _travel;
    private readonly double _bytesPerSecond;
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Opens a way to a port of this machine.</summary>
    /// <param name="port">The server's.</param>
    /// <param name="travel">How long bytes travel, each way.</param>
    /// <param name="bytesPerSecond">How many pass, each way.</param>
    public SlowLink(int port, TimeSpan travel, double bytesPerSecond)
    {
        (_target, _travel, _bytesPerSecond) = (new IPEndPoint(IPAddress.Loopback, port), travel, bytesPerSecond);
        _listener.Server.ReceiveBufferSize = SocketBuffer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect to instead of the server.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync(_over.Token);
                Interlocked.Increment(ref _connections);
                carried.Add(CarryAsync(near));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            try
            {
                near.NoDelay = true;
                await far.ConnectAsync(_target, _over.Token);
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // The server is away, or the test is over: the connection ends.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var way = Channel.CreateBounded<(byte[] Piece, long Entered)>(
            (int)(1 + _travel.TotalSeconds * _bytesPerSecond / PieceSize));
        await Task.WhenAll(EnterAsync(from, way.Writer), LeaveAsync(way.Reader, to));
    }

    private async Task EnterAsync(Socket from, ChannelWriter<(byte[] Piece, long Entered)> way)
    {
        var buffer = new byte[PieceSize];
        try
        {
            while (await from.ReceiveAsync(buffer, _over.Token) is var count and > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(count / _bytesPerSecond), TimeProvider.System, _over.Token);
                await way.WriteAsync((buffer[..count], TimeProvider.System.GetTimestamp()), _over.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // As if the cable were pulled.
        }
        finally
        {
            way.Complete();
        }
    }

    private async Task LeaveAsync(ChannelReader<(byte[] Piece, long Entered)> way, Socket to)
    {
        try
        {
            await foreach (var (piece, entered) in way.ReadAllAsync(_over.Token))
            {
                var left = _travel - TimeProvider.System.GetElapsedTime(entered);
                if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System, _over.Token);
                await to.SendAsync(piece, _over.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // As if the cable were pulled.
        }
    }
}
