using Dcmon.Peers.Systems;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Runs;

/// <summary>Sends the past of a fleet in batches, as agents do after an outage.</summary>
internal static class Loading
{
    private const int AtOnce = 4;

    /// <summary>
    /// Sends so many reports of each host. All hosts advance together: Prometheus refuses what lies an hour behind its
    /// newest sample.
    /// </summary>
    /// <param name="senders">The hosts.</param>
    /// <param name="reports">Reports of each.</param>
    /// <param name="rows">Reports a request.</param>
    /// <returns>Samples sent.</returns>
    public static async Task<long> RunAsync(IReadOnlyList<HostSender> senders, int reports, int rows)
    {
        var series = senders[0].Host.Schema.Series.Count;
        var batches = senders.ToDictionary(sender => sender, _ => new SampleBatch(rows, series));
        for (var left = reports; left >= rows; left -= rows)
            await Parallel.ForEachAsync(
                senders, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (sender, _) =>
                    await sender.SendAsync(batches[sender]));
        return (long)(reports / rows) * rows * senders.Count * series;
    }
}
