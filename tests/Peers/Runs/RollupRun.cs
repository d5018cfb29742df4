using Dcmon.Peers.Systems;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Runs;

/// <summary>
/// A question over months, which roll-ups are made for: a fleet of which only the GPUs' temperatures are known.
/// </summary>
internal sealed class RollupRun(PeersPlan plan)
{
    private const long Day = 86_400_000;
    private const long Interval = 300_000;
    private const int ReportsPerBatch = 144;

    /// <summary>Loads the fleet into a server that has just been started, and asks.</summary>
    public async Task<QuestionResult> RunAsync(MeasuredSystem system)
    {
        var end = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / Day * Day;
        var start = end - plan.SlimDays * Day;
        using (var senders = new SenderList(await system.AdmitAsync(GeneratedHost.SlimFleet("slim", plan.LoadHosts, start + Interval, Interval))))
            await Loading.RunAsync(senders.All, (int)(plan.SlimDays * Day / Interval), ReportsPerBatch);
        await system.SettleAsync();
        return await Questions.RunAsync(
            system,
            new(
                "gpu_temperature_celsius", new Dictionary<string, string>(), Host: null, MaximumByHost: true, start,
                end, 3_600),
            plan.LoadHosts, plan.SlimDays * 24, plan.SlimQuestions);
    }
}
