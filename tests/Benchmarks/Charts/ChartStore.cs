using System.Diagnostics;
using Dcmon.Simulation.RandomWalk;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Benchmarks.Charts;

/// <summary>
/// A database of a day of 100 hosts with 8 GPUs each, as a server has it: days and windows sealed, the last hour in the log.
/// </summary>
internal static class ChartStore
{
    /// <summary>Hosts.</summary>
    public const int Hosts = 100;

    /// <summary>What is looked at, milliseconds.</summary>
    public const long Span = 24 * Hour;

    private const long Hour = 3_600_000;
    private const long Window = 2 * Hour;
    private const int ReportsAtOnce = 120;

    /// <summary>Fills the file where it is not there yet.</summary>
    /// <returns>Time of the newest report, Unix milliseconds.</returns>
    public static async Task<long> PrepareAsync(string path)
    {
        await using var store = SqliteSeries.Open(path);
        if ((await store.ListClientsAsync(default)) is [var first, ..]
            && await store.FindLatestAsync(first, [], 0, default) is [var latest, ..])
            return latest.Time;
        var started = Stopwatch.GetTimestamp();
        // In the middle of a window, so that half of one is in the log, as on average it is.
        var end = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / Window * Window + Hour;
        // A little more than is asked for: whole days are merged into one block.
        var start = end - Span - 6 * Hour;
        await Parallel.ForEachAsync(
            GeneratedHost.Fleet("host-", Hosts, start + GeneratedHost.Interval),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (host, _) => await FillAsync(store, host, (int)((end - start) / GeneratedHost.Interval)));
        await store.CompactAsync(default);
        Console.WriteLine($"A day of {Hosts} hosts was stored in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s.");
        return end;
    }

    private static async Task FillAsync(SeriesStore store, GeneratedHost host, int reports)
    {
        var lease = await store.TakeAsync(host.Name, default);
        var batch = new SampleBatch(ReportsAtOnce, host.Schema.Series.Count);
        var packed = new WireWriter();
        for (var sequence = 0; sequence < reports;)
        {
            host.Fill(batch);
            var message = new Report[batch.Rows];
            for (var row = 0; row < message.Length; row++)
            {
                packed.Clear();
                ValuePacking.Pack(batch.Row(row), packed);
                message[row] = new Report(sequence++, batch.Times[row], host.Schema.Hash, packed.Written.ToArray());
            }

            await store.AppendAsync(lease, [host.Schema], message, default);
        }
    }
}
