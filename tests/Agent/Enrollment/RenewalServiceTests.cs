using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Enrollment;

public sealed class RenewalServiceTests : IAsyncLifetime
{
    /// <summary>The clock is moved while a request is under way.</summary>
    private static readonly TimeSpan LongTimeout = TimeSpan.FromDays(40);

    private readonly TestGateway _gateway = new() { CertificateLifetime = TimeSpan.FromDays(90) };
    private readonly TemporaryDirectory _temporary = new();
    private readonly LogRecorder _log = new();
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public Task InitializeAsync() => _gateway.StartAsync();

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _temporary.Dispose();
    }

    [Fact]
    public async Task Renew_TwoThirdsOfTheLife_ReplacesKeyAndCertificateOnDiskAndInUse()
    {
        var (current, directory, service) = Make();
        var old = current.Value;
        await service.StartAsync(default);
        _time.Advance(TimeSpan.FromDays(54));
        Assert.Equal(old, current.Value);
        _time.Advance(TimeSpan.FromDays(12));
        await Eventually.HoldsAsync(() => _log.Count("was renewed") == 1, "it is renewed");

        Assert.NotEqual(old.Certificate.GetPublicKeyString(), current.Value.Certificate.GetPublicKeyString());
        using var loaded = directory.Load();
        Assert.Equal(current.Value.Certificate.Thumbprint, loaded.Certificate.Thumbprint);
        await service.StopAsync(default);
    }

    [Fact]
    public async Task Renew_ServerAway_TriesAgainUntilItIsBack()
    {
        var (_, _, service) = Make();
        await _gateway.StopAsync();
        await service.StartAsync(default);
        await Eventually.HoldsAsync(() => _log.Count("could not be renewed") >= 2, "it tries again", () => _time.Advance(TimeSpan.FromHours(6)));
        await _gateway.StartAsync();
        await Eventually.HoldsAsync(() => _log.Count("was renewed") == 1, "it is renewed", () => _time.Advance(TimeSpan.FromMinutes(30)));
        await service.StopAsync(default);
    }

    [Fact]
    public async Task Renew_Expired_SaysWhatToDo()
    {
        var (_, _, service) = Make();
        await _gateway.StopAsync();
        _time.Advance(TimeSpan.FromDays(100));
        await service.StartAsync(default);
        await Eventually.HoldsAsync(() => _log.Count("dcmon-agent enroll --force") >= 1, "it is logged");
        await service.StopAsync(default);
    }

    [Fact]
    public void Due_LifeOfSeconds_LeavesTimeBeforeAndAfter()
    {
        var obtained = _time.GetUtcNow();
        foreach (var random in new[] { 0, 0.5, 1.0 })
            Assert.InRange(RenewalTime.Due(obtained, obtained.AddSeconds(9), random) - obtained, TimeSpan.FromSeconds(5),
                TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(1), RenewalTime.Retry(obtained, obtained.AddSeconds(2), 0.5));
        Assert.Equal(TimeSpan.FromHours(1), RenewalTime.Retry(obtained, obtained.AddDays(30), 0.5));
        Assert.Equal(TimeSpan.FromHours(1), RenewalTime.Retry(obtained, obtained.AddSeconds(-2), 0.5));
    }

    private (CurrentIdentity Current, IdentityDirectory Directory, RenewalService Service) Make()
    {
        var current = new CurrentIdentity(_gateway.NewIdentity(lifetime: TimeSpan.FromDays(90)));
        var directory = new IdentityDirectory(_temporary.Path);
        directory.Save(current.Value);
        var clients = new GatewayClientFactory(new ServerChoice([], _time), Dialing.Direct, LongTimeout, _time);
        return (current, directory, new RenewalService(current, directory, clients, _time, new Random(1), _log.Of<RenewalService>()));
    }
}
