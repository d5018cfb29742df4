using System.Collections.Concurrent;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Uplink;
using Dcmon.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Dcmon.Agent.Tests.Uplink;

/// <summary>The way back after an outage, over links that are slow, by the real clock.</summary>
public sealed class BackfillTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>How much longer somebody may wait for a live report than without the past on the same link.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    private readonly TestGateway _gateway = new();
    private readonly ConcurrentDictionary<long, long> _arrived = [];

    public async Task InitializeAsync()
    {
        _gateway.Judge = report =>
        {
            _arrived.TryAdd(report.Sequence, TimeProvider.System.GetTimestamp());
            return null;
        };
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public Task Backfill_SlowLink_IsFastAndDelaysNoLiveReport() =>
        BackfillAsync(travelMilliseconds: 20, bytesPerSecond: 128_000, past: 200);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(20, 128_000, 2_000)]
    [InlineData(300, 64_000, 200)]
    [InlineData(50, 16_000, 150)]
    public Task Backfill_VerySlowLink_IsFastAndDelaysNoLiveReport(int travelMilliseconds, int bytesPerSecond, int past) =>
        BackfillAsync(travelMilliseconds, bytesPerSecond, past);

    private async Task BackfillAsync(int travelMilliseconds, int bytesPerSecond, int past)
    {
        await using var link = new SlowLink(_gateway.Address.Port, TimeSpan.FromMilliseconds(travelMilliseconds), bytesPerSecond);
        await using var agent = new AgentUnderTest(_gateway.NewIdentity(port: link.Port), new UplinkSettings(), TimeProvider.System);
        var host = new GpuHost(1);
        for (var i = 0; i < past; i++)
            agent.Spool.Append(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), host.Schema, host.Next());

        await agent.StartAsync();
        // The first one connects, and brings the schema: for it somebody waits longer than for the others.
        agent.Report(host.Schema, host.Next());
        await Eventually.HoldsAsync(() => !_arrived.IsEmpty, "it connects");
        var start = TimeProvider.System.GetTimestamp();
        var waits = new List<TimeSpan>();
        while (agent.Spool.SpoolReports > 0)
        {
            var made = TimeProvider.System.GetTimestamp();
            var live = agent.Report(host.Schema, host.Next()).Report.Sequence;
            await Eventually.HoldsAsync(() => _arrived.ContainsKey(live), "a live report arrives");
            waits.Add(TimeProvider.System.GetElapsedTime(made, _arrived[live]));
            // A second, or until all is done.
            await Eventually.HoldsAsync(
                () => agent.Spool.SpoolReports == 0 || TimeProvider.System.GetElapsedTime(made) > TimeSpan.FromSeconds(1), "a second passes");
        }

        var took = TimeProvider.System.GetElapsedTime(start);
        var speed = past * 10 / took.TotalSeconds;
        output.WriteLine($"{past} reports in {took.TotalSeconds:0.0} s: {speed:0} times real time; {waits.Count} live ones took {waits.Min().TotalSeconds:0.00} to {waits.Max().TotalSeconds:0.00} s.");
        Assert.InRange(waits.Max() - waits.Min(), TimeSpan.Zero, LongestDelay);
        Assert.True(speed > 50, $"{speed:0} times real time");
        Assert.Equal(1, link.Connections);
    }
}
