using System.Net.Security;
using System.Net.Sockets;
using Dcmon.Agent.Uplink;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

public sealed class ConnectionProblemTests
{
    /// <summary>The ways in which a server that hangs up is noticed, with HTTP/1.1 and HTTP/2.</summary>
    public static TheoryData<HttpRequestException> HangUps() => new()
    {
        new HttpRequestException(HttpRequestError.ResponseEnded, "the response ended"),
        new HttpRequestException("read", new HttpIOException(HttpRequestError.ResponseEnded, "the response ended")),
        new HttpRequestException("read", new IOException("read", new SocketException((int)SocketError.ConnectionReset))),
        new HttpRequestException("write", new IOException("write", new SocketException((int)SocketError.Shutdown))),
        new HttpRequestException("An HTTP/2 connection could not be established because the server did not complete the HTTP/2 handshake."),
        new HttpRequestException("write", new ObjectDisposedException(typeof(SslStream).FullName)),
    };

    [Theory]
    [MemberData(nameof(HangUps), DisableDiscoveryEnumeration = true)]
    public void Describe_ServerHangsUp_NamesTheCertificateAsALikelyCause(HttpRequestException error) =>
        Assert.Contains("does not accept this agent's certificate", ConnectionProblem.Describe(error), StringComparison.Ordinal);

    [Fact]
    public void Describe_NothingListens_SaysSo() => Assert.Equal(
        new SocketException((int)SocketError.ConnectionRefused).Message,
        ConnectionProblem.Describe(new HttpRequestException("connect", new SocketException((int)SocketError.ConnectionRefused))));
}
