using System.Globalization;

namespace Dcmon.Peers.Results;

/// <summary>The page <c>docs/benchmarks.md</c>.</summary>
internal static class BenchmarksPage
{
    /// <summary>The page with the results, on what and how they were measured.</summary>
    /// <param name="result">The results.</param>
    /// <param name="plan">How much was measured.</param>
    /// <param name="versions">The programs.</param>
    /// <param name="now">When.</param>
    public static string Write(PeersResult result, PeersPlan plan, string versions, DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"""
        # dcmon beside VictoriaMetrics and Prometheus

        Written by `scripts/bench peers` on {now:yyyy-MM-dd}; do not edit. Machine: {Processor()}, {Environment.ProcessorCount} cores, {MemoryGigabytes():0} GB.
        {versions}

        {ResultTable.Write(result)}
        ## How

        - Each system has one server, started on an empty directory with its defaults, on the machine that also runs the senders. They are
          measured in slices of seconds, by turns, each round beginning with another system, so that what disturbs the machine for a
          while meets all of them. A ratio is one system's value divided by the other's of the same round; the table has the median of
          all rounds and, in brackets, the smallest and the largest. Size and memory are one value each, at the end.
        - The same generated fleet for each (`simulation/RandomWalk`): 250 series a client, 10 s apart, the same values for each system
          and each run.
        - dcmon takes reports over its agents' protocol, mutual TLS, answered after an fsynced commit; its questions go over HTTPS with a
          session. The others take remote write (protobuf, Snappy) and questions over plain HTTP, as their defaults are; they answer
          before anything is on disk.
        - **Load:** {plan.LoadRounds} rounds of {plan.LoadHours} h of {plan.LoadHosts} clients, in batches of 60 reports; after each, all merging is waited for
          (VictoriaMetrics: its forced merge), and counts. **Size:** `du` of the data directory then (Prometheus: of a snapshot, which
          holds everything in compacted blocks).
        - **Questions:** {plan.Rounds} rounds over these {plan.LoadRounds * plan.LoadHours} h; in each, median and p95 of {plan.Questions}, one at a time, after a warm-up, no cache of
          answers (`nocache=1`). {plan.SlimDays} days: a fleet of its own, 8 series a client, a report each 5 minutes.
        - **Ingest:** {plan.Rounds} rounds; {plan.IngestHosts} clients, a report of 250 samples a request, {plan.InFlight} requests under way, {plan.IngestRequests} requests a round;
          {plan.WarmUpRequests} to warm up before the first. User and system time of the server's process from the first request to 6 s after the
          last. Then for {plan.PacedSeconds} s at 60 % of that rate, measured from when each request was due.
        - **Memory:** `VmHWM` of the server's process after all of this.
        - **Size of the fleet:** 2 h in batches, then {plan.ScaleRounds} rounds of {plan.ScaleRequests} requests with {plan.ScaleHosts} under way, from each fleet on a server of
          its own, by turns.

        """);

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim() ?? "unknown processor";

    private static double MemoryGigabytes() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
}
