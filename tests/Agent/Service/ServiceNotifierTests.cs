using Dcmon.Agent.Reporting;
using Dcmon.Agent.Service;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Service;

public sealed class ServiceNotifierTests : IAsyncLifetime
{
    private const string Alive = "WATCHDOG=1";

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly ManagerSocket _manager;
    private readonly ReportHeartbeat _pulse;
    private readonly ServiceNotifier _notices;
    private string _status = "Reporting";

    public ServiceNotifierTests()
    {
        _manager = new ManagerSocket(_directory.File("notify"));
        _pulse = new ReportHeartbeat(_time);
        _notices = new ServiceNotifier(
            new NotifySocket(_manager.Path), TimeSpan.FromSeconds(8), _pulse, new ReportSchedule(TimeSpan.FromSeconds(60), _time),
            () => _status, _time);
    }

    public Task InitializeAsync() => _notices.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _notices.StopAsync(CancellationToken.None);
        _notices.Dispose();
        _manager.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Ready_IsSent_AfterTheFirstReportOnly()
    {
        await Eventually.HoldsAsync(() => _manager.Has("EXTEND_TIMEOUT_USEC=90000000"), "more time is asked for than the first report may take");
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(_manager.Has("READY=1"));
        _pulse.Beat();
        await Eventually.HoldsAsync(() => _manager.Has("READY=1"), "it is ready");
        Assert.Equal("READY=1\nSTATUS=Reporting\n", _manager.Messages[^1]);
    }

    [Fact]
    public async Task Watchdog_ReportLoopHangs_GetsNoSignOfLife()
    {
        _pulse.Beat();
        await Eventually.HoldsAsync(() => _manager.Has("READY=1"), "it is ready");
        _status = "Not connected";
        await Eventually.HoldsAsync(() => _manager.Count(Alive) >= 3, "it lives", () => _time.Advance(TimeSpan.FromSeconds(4)));
        Assert.Equal("WATCHDOG=1\nSTATUS=Not connected\n", _manager.Messages[^1]);

        // Three intervals without a report.
        await Eventually.HoldsAsync(() => _manager.Messages[^1].Contains("hangs"), "it hangs", () => _time.Advance(TimeSpan.FromSeconds(4)));
        Assert.True(_pulse.Silence >= TimeSpan.FromSeconds(180));
        var signs = _manager.Count(Alive);
        var messages = _manager.Messages.Count;
        await Eventually.HoldsAsync(() => _manager.Messages.Count > messages + 2, "that is reported", () => _time.Advance(TimeSpan.FromSeconds(4)));
        Assert.Equal(signs, _manager.Count(Alive));

        _pulse.Beat();
        await Eventually.HoldsAsync(() => _manager.Count(Alive) > signs, "it lives again", () => _time.Advance(TimeSpan.FromSeconds(4)));
    }
}
