using System.Net.Sockets;
using System.Security.Authentication;

namespace Dcmon.Agent.Uplink;

/// <summary>Says in words of this program why there is no connection.</summary>
internal static class ConnectionProblem
{
    /// <summary>The cause of a failed request.</summary>
    public static string Describe(HttpRequestException error)
    {
        Exception innermost = error;
        while (innermost.InnerException is { } inner) innermost = inner;

        // Both sides' refusals come as exceptions of the handshake; OpenSSL's text says "alert" where the other side refused.
        var text = innermost.Message;
        if (innermost is SshTunnelException) return text;
        if (error.HttpRequestError == HttpRequestError.ProxyTunnelError && text.Contains("'407'", StringComparison.Ordinal))
            return "the proxy wants a user and a password, or others; they are taken from the environment: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT";
        if (text.Contains("alert", StringComparison.OrdinalIgnoreCase))
            return $"the server refused this agent at the TLS handshake: its certificate is revoked, expired or of another CA ({text})";
        if (IsHangUp(error, innermost))
            return "the server closed the connection without an answer; if it goes on doing so, it does not accept this agent's certificate, "
                + $"as an expired one or one of another CA ({text})";
        return error.InnerException is AuthenticationException || innermost is AuthenticationException
            ? $"the server cannot prove to be the one this agent enrolled with ({text})"
            : text;
    }

    /// <summary>
    /// A server on .NET that refuses a certificate sends no alert but closes the connection. HTTP/2 notices as it reads,
    /// a pending write fails because the stream is disposed, and a request that only waited for the connection gets an error
    /// without any cause.
    /// </summary>
    private static bool IsHangUp(HttpRequestException error, Exception innermost) =>
        error.HttpRequestError == HttpRequestError.ResponseEnded
        || error is { HttpRequestError: HttpRequestError.Unknown, StatusCode: null, InnerException: null }
        || innermost is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }
        || innermost is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown }
        || innermost is ObjectDisposedException { ObjectName: "System.Net.Security.SslStream" };
}
