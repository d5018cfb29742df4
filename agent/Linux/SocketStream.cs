using System.Net.Sockets;

namespace Dcmon.Agent.Linux;

/// <summary>Connections of collectors to programs with sockets.</summary>
internal static class SocketStream
{
    /// <summary>Connects to a unix socket.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="SocketException">Nobody listens there, or this user may not use it.</exception>
    /// <exception cref="ArgumentException">The path is too long for a socket.</exception>
    public static Task<Stream> OpenAsync(string path, CancellationToken stop) => OpenAsync(
        new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
        socket => socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop));

    /// <summary>Connects a socket. The stream owns it; where there is no connection, it is closed.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<Stream> OpenAsync(Socket socket, Func<Socket, ValueTask> connect)
    {
        try
        {
            await connect(socket);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
