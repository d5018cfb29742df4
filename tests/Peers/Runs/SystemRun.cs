using Dcmon.Peers.Results;
using Dcmon.Peers.Systems;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Runs;

/// <summary>What every system goes through, on one server: load, questions, ingest.</summary>
/// <param name="plan">How much.</param>
/// <param name="progress">Is told what is going on.</param>
internal sealed class SystemRun(PeersPlan plan, Action<string> progress)
{
    private const int ReportsPerBatch = 60;
    private const double PacedShare = 0.6;
    private const long Hour = 3_600_000;

    /// <summary>Room between the load's end and now for the reports of <see cref="Ingest"/>: nothing may lie in the future.</summary>
    private const long Room = 6 * Hour;

    /// <summary>Where the load ends, Unix milliseconds.</summary>
    private readonly long _end = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / Hour * Hour - Room;

    /// <summary>Measures a system that has just been started.</summary>
    public async Task<SystemFigures> RunAsync(MeasuredSystem system)
    {
        var loaded = await LoadAsync(system);
        progress("asking");
        var (one, most) = await AskAsync(system);
        var (full, p99) = await IngestAsync(system);
        return new SystemFigures(
            loaded.Bytes / (double)loaded.Samples, loaded.Samples / loaded.CpuSeconds, full.SamplesPerCpuSecond, full.Samples / full.Seconds,
            p99, one, most, system.Process.PeakResidentBytes / 1e6);
    }

    /// <summary>The part with a report a request.</summary>
    /// <returns>What it cost as fast as it went, and 99 of 100 requests' milliseconds at 60 % of that.</returns>
    public async Task<(IngestResult Full, double P99Milliseconds)> IngestAsync(MeasuredSystem system)
    {
        progress("ingest, a report a request");
        using var fleet = new SenderList(await system.AdmitAsync(GeneratedHost.Fleet("ingest", plan.IngestHosts, _end + GeneratedHost.Interval)));
        var ingest = new Ingest(system, fleet.All);
        await ingest.WarmUpAsync(plan.IngestRequests, plan.InFlight);
        var full = await ingest.RunAsync(plan.IngestRequests, plan.InFlight);
        progress($"ingest at {PacedShare:P0} of {plan.IngestRequests / full.Seconds:F0} requests a second");
        var paced = await ingest.RunPacedAsync(PacedShare * plan.IngestRequests / full.Seconds, plan.PacedSeconds);
        return (full, paced.Percentile(0.99).TotalMilliseconds);
    }

    private async Task<(long Samples, double CpuSeconds, long Bytes)> LoadAsync(MeasuredSystem system)
    {
        var reports = (int)(plan.LoadHours * Hour / GeneratedHost.Interval);
        progress($"load: {plan.LoadHours} h of {plan.LoadHosts} hosts");
        using var senders = new SenderList(await system.AdmitAsync(
            GeneratedHost.Fleet("load", plan.LoadHosts, _end - plan.LoadHours * Hour + GeneratedHost.Interval)));
        var before = system.Process.CpuSeconds;
        var samples = await Loading.RunAsync(senders.All, reports, ReportsPerBatch);
        progress("waiting until it is merged");
        await system.SettleAsync();
        return (samples, system.Process.CpuSeconds - before, await system.DataBytesAsync());
    }

    private async Task<(QuestionResult One, QuestionResult Maximum)> AskAsync(MeasuredSystem system)
    {
        var from = _end - plan.LoadHours * Hour;
        var seconds = plan.LoadHours * 3_600;
        var one = await Questions.RunAsync(
            system, new("gpu_power_watts", new Dictionary<string, string> { ["gpu"] = "3" }, "load001", MaximumByHost: false, from, _end, 60),
            lines: 1, seconds / 60, plan.Questions);
        var most = await Questions.RunAsync(
            system, new("gpu_temperature_celsius", new Dictionary<string, string>(), Host: null, MaximumByHost: true, from, _end, 120),
            lines: plan.LoadHosts, seconds / 120, plan.Questions);
        return (one, most);
    }
}
