using Dcmon.Agent.Facts;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Spool;
using Dcmon.Agent.Timing;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Tests.Support;

/// <summary>The agent from the spool on, with a clock that a test moves, or the real one; reports are made by the test.</summary>
internal sealed class AgentUnderTest : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly UplinkService _uplink;
    private readonly TimeProvider _clock;

    public AgentUnderTest(AgentIdentity identity, UplinkSettings? settings = null, TimeProvider? clock = null, Dialing? dialing = null)
    {
        settings ??= new UplinkSettings();
        _clock = clock ?? Time;
        Spool = new ReportSpool(_directory.Path, new SpoolSettings(), _clock, new Random(1), Log.Of<ReportSpool>());
        Server = new ServerClock(_clock);
        Schedule = new ReportSchedule(TimeSpan.FromSeconds(10), _clock);
        Identity = new CurrentIdentity(identity);
        var facts = new FactsFeed(() => Facts, new FactsSources([], Log.Of<FactsSources>()), settings.FactsInterval, _clock);
        var servers = new ServerChoice([.. settings.Servers.Select(each => new Uri(each))], _clock);
        _uplink = new UplinkService(
            Identity, servers, new GatewayClientFactory(servers, dialing ?? Dialing.Direct, settings.Timeout, _clock),
            new ReportSender(Spool, facts, Schedule, Server, Log.Of<ReportSender>()), Live, Spool, Schedule,
            settings, _clock, new Random(1), Log.Of<UplinkService>());
    }

    public ManualTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public LogRecorder Log { get; } = new();

    public ReportSpool Spool { get; }

    public ReportSchedule Schedule { get; }

    public ServerClock Server { get; }

    public CurrentIdentity Identity { get; }

    public LiveReports Live { get; } = new();

    public MachineFacts Facts { get; set; } = new("host");

    public Schema Schema { get; set; } = Schema.Of([Wire.Metrics.MetricCatalog.Series("load1")]);

    public Task StartAsync() => _uplink.StartAsync(CancellationToken.None);

    public Task StopAsync() => _uplink.StopAsync(CancellationToken.None);

    /// <summary>Makes a report of the present instant.</summary>
    public SpooledReport Report(double value = 1, ReadOnlyMemory<byte> extras = default)
    {
        var packed = new WireWriter();
        ValuePacking.Pack([value], packed);
        return Report(Schema, packed.Written.ToArray(), extras);
    }

    /// <summary>Makes a report of the present instant, of any machine.</summary>
    public SpooledReport Report(Schema schema, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> extras = default)
    {
        var report = Spool.Append(_clock.GetUtcNow().ToUnixTimeMilliseconds(), schema, values, extras);
        Live.Add(report);
        return report;
    }

    /// <summary>Moves the clock on, as far as waits of the uplink are concerned: a little, again and again.</summary>
    public void Tick() => Time.Advance(TimeSpan.FromMilliseconds(200));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _uplink.Dispose();
        Spool.Dispose();
        _directory.Dispose();
    }
}
