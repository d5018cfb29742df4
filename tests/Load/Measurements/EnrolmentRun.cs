using System.Diagnostics;
using Dcmon.Agent.Enrollment;
using Dcmon.Load.Servers;

namespace Dcmon.Load.Measurements;

/// <summary>What an enrolment costs at the beginning and at the end of many in a row.</summary>
/// <param name="server">A server that has just been started.</param>
/// <param name="progress">Gets a line now and then.</param>
internal sealed class EnrolmentRun(LocalServer server, Action<string> progress)
{
    /// <summary>The server lets 100 machines a second of one address in, after a first 1,000.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(11);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Enrols machines one after the other.</summary>
    /// <param name="count">How many.</param>
    /// <param name="part">How many make up the beginning, and the end.</param>
    /// <returns>The first <paramref name="part"/> and the last.</returns>
    public async Task<(EnrolmentCost First, EnrolmentCost Last)> RunAsync(int count, int part, CancellationToken cancel)
    {
        var url = await server.Api.CreateEnrollmentUrlAsync(count, ["simulated"], cancel);
        var started = Stopwatch.GetTimestamp();
        var (costs, times, cpu, written) = (new List<EnrolmentCost>(), new List<double>(), TimeSpan.Zero, 0L);
        for (var number = 0; number < count; number++)
        {
            if (number % part == 0) (cpu, written) = (server.Process.CpuTime, server.Process.WrittenBytes);
            var early = number * Pace - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero) await Task.Delay(early, TimeProvider.System, cancel);
            var before = Stopwatch.GetTimestamp();
            using var identity = await Enroller.EnrollAsync(
                url, $"machine-{number:00000}", Timeout, TimeProvider.System, cancel);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            if (times.Count < part) continue;
            costs.Add(EnrolmentCost.Of(times, server.Process.CpuTime - cpu, server.Process.WrittenBytes - written));
            times.Clear();
            progress($"{number + 1} enrolled, the last {part}: {costs[^1]}");
        }

        return (costs[0], costs[^1]);
    }
}
