using System.Net.Sockets;
using System.Text;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Service;

/// <summary>
/// Notifies the service manager of the agent's state, by systemd's protocol (<c>sd_notify(3)</c>): datagrams of
/// <c>KEY=VALUE</c> lines to the socket that <c>NOTIFY_SOCKET</c> names. Without one nothing is sent. Safe for
/// concurrent use.
/// </summary>
/// <param name="path">Path of the socket; <c>@</c> at its start means the abstract namespace. Null or empty for none.</param>
internal sealed class NotifySocket(string? path)
{
    private readonly UnixDomainSocketEndPoint? _manager =
        string.IsNullOrEmpty(path) ? null : new(path[0] == '@' ? "\0" + path[1..] : path);

    /// <summary>The one that the service manager gave to this process.</summary>
    public static NotifySocket OfThisProcess() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>True where there is a service manager.</summary>
    public bool IsThere => _manager is not null;

    /// <summary>Sends one message. A manager that does not take it is no reason to stop working.</summary>
    /// <param name="lines">Such as <c>READY=1</c>; texts in them are put on one line.</param>
    /// <returns>False where it was not delivered.</returns>
    public bool Send(params ReadOnlySpan<string> lines)
    {
        if (_manager is null) return false;
        var message = new StringBuilder();
        foreach (var line in lines) message.Append(PlainText.Line(line)).Append('\n');
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = 1000 };
            socket.SendTo(Encoding.UTF8.GetBytes(message.ToString()), _manager);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
