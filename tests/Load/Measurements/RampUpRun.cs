using System.Diagnostics;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Timing;
using Dcmon.Agent.Uplink;
using Dcmon.Load.Agents;
using Dcmon.Load.Results;
using Dcmon.Load.Servers;
using Dcmon.Simulation.Agents;
using Dcmon.Simulation.Machines;
using Dcmon.Wire.Enrollment;

namespace Dcmon.Load.Measurements;

/// <summary>
/// A fleet that enrols at a server that has just been started while those that have enrolled report already, then
/// reports for a while.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="options">Its fleet; the identities are not stored.</param>
/// <param name="progress">Gets a line now and then.</param>
internal sealed class RampUpRun(LocalServer server, LoadOptions options, Action<string> progress)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60), Drain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    private readonly LoadCounters _counters = new();
    private int _enrolled, _refused;

    /// <summary>Measures.</summary>
    /// <param name="perMinute">Machines that enrol in a minute; null: all at once.</param>
    /// <param name="afterwards">How long all of them report when the last has enrolled.</param>
    public async Task<RampUpResult> RunAsync(int? perMinute, TimeSpan afterwards, CancellationToken cancel)
    {
        var atStart = server.Process.ResidentBytes;
        var url = await server.Api.CreateEnrollmentUrlAsync(options.Agents, ["simulated"], cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var giveUp = new CancellationTokenSource();
        using var reporting = new CancellationTokenSource();
        var watching = WatchAsync(reporting.Token);
        var (started, cpu) = (Stopwatch.GetTimestamp(), server.Process.CpuTime);
        var gap = perMinute is { } rate ? TimeSpan.FromMinutes(1) / rate : TimeSpan.Zero;
        var enrolling = Enumerable.Range(0, options.Agents).Select(number => Task.Run(async () =>
        {
            if (gap > TimeSpan.Zero) await Task.Delay(number * gap, TimeProvider.System, stop.Token);
            return await EnrolAsync(url, number, stop.Token);
        })).Select(async enrolled =>
        {
            var agent = await enrolled;
            return (Agent: agent, Run: Task.Run(() => agent.RunAsync(stop.Token, giveUp.Token)));
        }).ToArray();
        var agents = await Task.WhenAll(enrolling);
        var enrolSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var whileEnrolling = _counters.TakeLatency();

        await Task.Delay(afterwards, TimeProvider.System, cancel);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stop.CancelAsync();
        giveUp.CancelAfter(Drain);
        await Task.WhenAll(agents.Select(each => each.Run));
        await reporting.CancelAsync();
        await watching;
        var result = new RampUpResult(
            options.Agents, agents.Sum(each => each.Agent.SeriesCount), Math.Round(enrolSeconds, 1), _refused,
            LatencyResult.Of(whileEnrolling), LatencyResult.Of(_counters.Latency), _counters.Made, _counters.FirstTry,
            _counters.Late, _counters.Waiting + _counters.Refused, _counters.Failures,
            Math.Round((server.Process.CpuTime - cpu).TotalSeconds / seconds, 3),
            Math.Round(atStart / 1e6), Math.Round(server.Process.PeakResidentBytes / 1e6));
        foreach (var (agent, _) in agents) agent.Dispose();
        return result;
    }

    private async Task<LoadAgent> EnrolAsync(EnrollmentUrl url, int number, CancellationToken stop)
    {
        var machine = MachineFleet.Load.Machine(number, options.HostPrefix);
        // An agent that was asked to wait comes back after 10 s, as the server asks.
        var backoff = new Backoff(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), Random.Shared);
        while (true)
        {
            try
            {
                var identity = await Enroller.EnrollAsync(url, machine.HostName, Timeout, TimeProvider.System, stop);
                Interlocked.Increment(ref _enrolled);
                // By chance, as real agents do: by their number, those that enrol together would report together.
                var slot = new ReportSlot(Random.Shared.NextDouble());
                return new LoadAgent(identity, machine, slot, options, _counters, TimeProvider.System, Random.Shared);
            }
            catch (GatewayException)
            {
                Interlocked.Increment(ref _refused);
                await Task.Delay(backoff.Next(TimeSpan.FromSeconds(10)), TimeProvider.System, stop);
            }
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(ProgressEvery, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var latency = LatencyResult.Of(_counters.Latency);
                progress(
                    $"{_enrolled} enrolled, {_counters.Acknowledged} reports acknowledged, {_counters.Waiting} waiting, "
                    + $"p50 {latency.P50} ms, p99 {latency.P99} ms, {server.Process.ResidentBytes / 1e6:0} MB");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // All is measured.
        }
    }
}
