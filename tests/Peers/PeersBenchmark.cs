using System.Diagnostics;
using Dcmon.Peers.Results;
using Dcmon.Peers.Runs;
using Dcmon.Peers.Systems;

namespace Dcmon.Peers;

/// <summary>The whole benchmark: a server of each system, measured in slices by turns, then dcmon alone.</summary>
internal sealed class PeersBenchmark(PeersOptions options)
{
    private const int ScaleFactor = 10;
    private const long Hour = 3_600_000;

    /// <summary>
    /// Room between the load's end and now for the reports of the ingest: nothing may lie in the future.
    /// </summary>
    private const long Room = 24 * Hour;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Measurements _measurements = new();
    private int _servers;

    private PeersPlan Plan => options.Plan;

    /// <summary>Measures all, then prints and writes the results.</summary>
    public async Task RunAsync()
    {
        Directory.CreateDirectory(options.Work);
        var result = await MeasureAsync();
        Console.Write(ResultTable.Write(result));
        if (options.Json is { } json) await File.WriteAllTextAsync(json, ResultJson.Write(result));
        if (options.Page is { } page)
            await File.WriteAllTextAsync(
                page, BenchmarksPage.Write(result, Plan, options.Versions, TimeProvider.System.GetUtcNow()));
    }

    private async Task<PeersResult> MeasureAsync()
    {
        var end = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / Hour * Hour - Room;
        var runs = new List<SystemRun>();
        try
        {
            foreach (var name in options.Systems)
                runs.Add(new SystemRun(name, await StartAsync(name), Plan, end, _measurements));
            if (!options.IngestAlone)
            {
                await InTurnsAsync("load", Plan.LoadRounds, runs, run => run.LoadAsync());
                foreach (var run in runs) await run.WeighAsync();
                await InTurnsAsync("questions", Plan.Rounds, runs, run => run.AskAsync());
            }

            await InTurnsAsync("ingest", Plan.Rounds, runs, run => run.IngestAsync());
            foreach (var run in runs) run.NoteMemory();
        }
        finally
        {
            foreach (var run in runs) await run.DisposeAsync();
        }

        return options.IngestAlone || !options.Systems.Contains(SystemNames.Dcmon)
            ? new PeersResult(_measurements, null, null)
            : new PeersResult(_measurements, await RollupAsync(), await ScaleAsync());
    }

    private Task InTurnsAsync(string what, int rounds, List<SystemRun> runs, Func<SystemRun, Task> slice) =>
        Turns.RunAsync(rounds, runs, async (run, round) =>
        {
            Log($"{what} {round}/{rounds}: {run.Name}");
            await slice(run);
        });

    private async Task<RollupResult> RollupAsync()
    {
        Log($"{Plan.SlimDays} days of a slim fleet: {SystemNames.Dcmon}");
        await using var system = await StartAsync(SystemNames.Dcmon);
        return new RollupResult(Plan.SlimDays, await new RollupRun(Plan).RunAsync(system));
    }

    private async Task<ScaleResult> ScaleAsync()
    {
        Log($"fleets of two sizes: {SystemNames.Dcmon}");
        await using var small = await ScaleRun.OpenAsync(await StartAsync(SystemNames.Dcmon), Plan, Plan.ScaleHosts);
        await using var large = await ScaleRun.OpenAsync(
            await StartAsync(SystemNames.Dcmon), Plan, ScaleFactor * Plan.ScaleHosts);
        await Turns.RunAsync(Plan.ScaleRounds, [small, large], (run, _) => run.RoundAsync());
        return new ScaleResult(small.Hosts, large.Hosts,
        [
            Row("ingest, a report a request: CPU microseconds a sample", run => run.CpuMicrosecondsPerSample),
            Row("2 h of the maximum by client: milliseconds a series", run => run.QueryMillisecondsPerSeries),
        ]);

        ScaleRow Row(string title, Func<ScaleRun, List<double>> values) => new(
            title, Spread.Of(values(small))!, Spread.Of(values(large))!,
            Spread.Of(values(large).Zip(values(small), (more, less) => more / less))!);
    }

    /// <summary>
    /// Starts a server on a directory of its own; whoever starts this program removes it with all others.
    /// </summary>
    private Task<MeasuredSystem> StartAsync(string name)
    {
        var directory = Path.Combine(options.Work, $"{name}-{++_servers}");
        var program = options.Programs[name];
        return name switch
        {
            SystemNames.Dcmon => DcmonServer.StartAsync(program, directory),
            SystemNames.Victoria => Victoria.StartAsync(program, directory),
            _ => Prometheus.StartAsync(program, directory),
        };
    }

    private void Log(string text) => Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(_started):mm\\:ss} {text}");
}
