using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Uplink;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Enrollment;

public sealed class EnrollerTests : IAsyncLifetime
{
    private readonly TestGateway _gateway = new();

    public Task InitializeAsync() => _gateway.StartAsync();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task Enroll_RightUrl_GivesAnIdentityThatTheServerAccepts()
    {
        using var identity = await EnrollAsync(_gateway.EnrollmentUrl);
        Assert.Equal("client-host", identity.ClientId);
        using var client = new GatewayClient(identity, TimeSpan.FromSeconds(10), TimeProvider.System);
        var result = await client.SendAsync(new ReportMessage([], null, []), default);
        Assert.IsType<SendResult.Answered>(result);
        Assert.Equal(identity.Certificate.SerialNumber, Assert.Single(_gateway.Serials));
    }

    [Fact]
    public async Task Enroll_WrongFingerprint_SendsNothing()
    {
        var error = await Assert.ThrowsAsync<IdentityException>(
            () => EnrollAsync($"{_gateway.Address}#{_gateway.Token}.{new string('0', 64)}"));
        Assert.Contains("fingerprint", error.Message);
        Assert.Contains("Nothing was sent", error.Message);
        Assert.Equal(1, _gateway.AuthorityRequests);
        Assert.Equal(0, _gateway.EnrollRequests);
    }

    [Fact]
    public async Task Enroll_AuthorityRightButServerOfAnother_SendsNoToken()
    {
        // Somebody in between can pass on the CA, which is public, but has no certificate of it.
        using var other = new TestAuthority();
        _gateway.UseCertificate(other.Issue("server", TestAuthority.ServerAuthentication));
        var error = await Assert.ThrowsAsync<GatewayException>(() => EnrollAsync(_gateway.EnrollmentUrl));
        Assert.Contains("cannot prove", error.Message);
        Assert.Equal(0, _gateway.EnrollRequests);
    }

    [Fact]
    public async Task Enroll_UnknownToken_SaysWhatTheServerSays()
    {
        var url = _gateway.EnrollmentUrl;
        _gateway.Token = "ANOTHER";
        var error = await Assert.ThrowsAsync<GatewayException>(() => EnrollAsync(url));
        Assert.Contains("The token is not known.", error.Message);
    }

    [Fact]
    public async Task Enroll_ServerAway_SaysSo()
    {
        await _gateway.StopAsync();
        var error = await Assert.ThrowsAsync<GatewayException>(() => EnrollAsync(_gateway.EnrollmentUrl));
        Assert.Contains(_gateway.Address.ToString(), error.Message);
    }

    private static Task<AgentIdentity> EnrollAsync(string url) =>
        Enroller.EnrollAsync(Wire.Enrollment.EnrollmentUrl.Parse(url), "host", TimeSpan.FromSeconds(10), TimeProvider.System, default);
}
