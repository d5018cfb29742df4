using Dcmon.Peers.Results;
using Dcmon.Peers.Systems;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Runs;

/// <summary>
/// Whether more hosts cost more than their share: the same number of requests, as many of them under way, from a small fleet and from
/// one of ten times the size; and the same question over each.
/// </summary>
internal sealed class ScaleRun(PeersPlan plan)
{
    private const long Hour = 3_600_000;
    private const int Hours = 2;
    private const int ReportsPerBatch = 60;
    private const int StepSeconds = 60;
    private const int GpusPerHost = 8;

    /// <summary>Measures a server that has just been started, with so many hosts.</summary>
    public async Task<ScaleFigures> RunAsync(MeasuredSystem system, int hosts)
    {
        // Reports of the smaller fleet reach further, as there are as many of them.
        var room = (long)Math.Ceiling(plan.ScaleRequests * 1.2 / plan.ScaleHosts) * GeneratedHost.Interval;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var start = (now - room) / Hour * Hour - Hours * Hour;
        using var senders = new SenderList(await system.AdmitAsync(GeneratedHost.Fleet("scale", hosts, start + GeneratedHost.Interval)));
        await Loading.RunAsync(senders.All, (int)(Hours * Hour / GeneratedHost.Interval), ReportsPerBatch);
        await system.SettleAsync();
        var ingest = new Ingest(system, senders.All);
        await ingest.WarmUpAsync(plan.ScaleRequests / 10, plan.ScaleHosts);
        var taken = await ingest.RunAsync(plan.ScaleRequests, plan.ScaleHosts);
        var asked = await Questions.RunAsync(
            system, new("gpu_temperature_celsius", new Dictionary<string, string>(), Host: null, MaximumByHost: true, start, start + Hours * Hour, StepSeconds),
            hosts, Hours * 3_600 / StepSeconds, plan.Questions);
        return new ScaleFigures(hosts, taken.CpuSeconds * 1e6 / taken.Samples, asked.Median / (hosts * GpusPerHost));
    }
}
