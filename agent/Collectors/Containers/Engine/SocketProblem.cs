using System.Net.Sockets;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Containers.Engine;

/// <summary>Why an engine cannot be talked to, in words.</summary>
internal static class SocketProblem
{
    /// <summary>What an error of a socket, or of HTTP over it, means.</summary>
    public static string Describe(Exception error) => Code(error) switch
    {
        SocketError.AccessDenied => "this user may not use the socket; the group that owns it may (usually docker), and it is as good as root",
        SocketError.ConnectionRefused => "nothing listens there: the engine does not run",
        SocketError.AddressNotAvailable => "there is no such socket: the engine does not run",
        _ => PlainText.Line(error.Message.TrimEnd('.'), 200),
    };

    /// <summary>What the socket's own error is, if it is one.</summary>
    public static SocketError? Code(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            if (error is SocketException socket)
                return socket.SocketErrorCode;
        return null;
    }
}
