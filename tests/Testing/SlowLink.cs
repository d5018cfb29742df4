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

    private readonly LoopbackListener _listener;
    private readonly IPEndPoint _target;
    private readonly TimeSpan _travel;
    private readonly double _bytesPerSecond;
    private int _connections;

    /// <summary>Opens a way to a port of this machine.</summary>
    /// <param name="port">The server's.</param>
    /// <param name="travel">How long bytes travel, each way.</param>
    /// <param name="bytesPerSecond">How many pass, each way.</param>
    public SlowLink(int port, TimeSpan travel, double bytesPerSecond)
    {
        (_target, _travel, _bytesPerSecond) = (new IPEndPoint(IPAddress.Loopback, port), travel, bytesPerSecond);
        _listener = new LoopbackListener(CarryAsync, SocketBuffer);
    }

    /// <summary>Where to connect to instead of the server.</summary>
    public int Port => _listener.Port;

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task CarryAsync(Socket near, CancellationToken stop)
    {
        Interlocked.Increment(ref _connections);
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            try
            {
                near.NoDelay = true;
                await far.ConnectAsync(_target, stop);
                await Task.WhenAny(PumpAsync(near, far, stop), PumpAsync(far, near, stop));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // The server is away, or the test is over: the connection ends.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken stop)
    {
        var way = Channel.CreateBounded<(byte[] Piece, long Entered)>(
            (int)(1 + _travel.TotalSeconds * _bytesPerSecond / PieceSize));
        await Task.WhenAll(EnterAsync(from, way.Writer, stop), LeaveAsync(way.Reader, to, stop));
    }

    private async Task EnterAsync(Socket from, ChannelWriter<(byte[] Piece, long Entered)> way, CancellationToken stop)
    {
        var buffer = new byte[PieceSize];
        try
        {
            while (await from.ReceiveAsync(buffer, stop) is var count and > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(count / _bytesPerSecond), TimeProvider.System, stop);
                await way.WriteAsync((buffer[..count], TimeProvider.System.GetTimestamp()), stop);
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

    private async Task LeaveAsync(ChannelReader<(byte[] Piece, long Entered)> way, Socket to, CancellationToken stop)
    {
        try
        {
            await foreach (var (piece, entered) in way.ReadAllAsync(stop))
            {
                var left = _travel - TimeProvider.System.GetElapsedTime(entered);
                if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System, stop);
                await to.SendAsync(piece, stop);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // As if the cable were pulled.
        }
    }
}
