using System.Diagnostics;
using System.Globalization;
using Dcmon.Peers.Results;
using Dcmon.Peers.Runs;
using Dcmon.Peers.Systems;

namespace Dcmon.Peers;

/// <summary>The whole benchmark: one server at a time, each on a directory of its own.</summary>
internal sealed class PeersBenchmark(PeersOptions options)
{
    private const int Tenfold = 10;

    private readonly long _started = Stopwatch.GetTimestamp();
    private int _servers;

    /// <summary>Measures all, then prints and writes the results.</summary>
    public async Task RunAsync()
    {
        if (options.IngestAlone)
        {
            foreach (var name in options.Systems) await IngestAsync(name);
            return;
        }

        var systems = new Dictionary<string, SystemFigures>();
        foreach (var name in options.Systems)
            systems[name] = await OnServerAsync(name, system => new SystemRun(options.Plan, text => Tell(name, text)).RunAsync(system));

        var result = options.Systems.Contains(SystemNames.Dcmon)
            ? await AddOurOwnAsync(systems)
            : new PeersResult(systems, null, []);
        Console.Write(ResultTable.Write(result));
        if (options.Json is { } json) await File.WriteAllTextAsync(json, ResultJson.Write(result));
        if (options.Page is { } page)
            await File.WriteAllTextAsync(page, BenchmarksPage.Write(result, options.Plan, options.Versions, TimeProvider.System.GetUtcNow()));
    }

    private Task IngestAsync(string name) => OnServerAsync(name, async system =>
    {
        var (full, p99) = await new SystemRun(options.Plan, text => Tell(name, text)).IngestAsync(system);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {full.SamplesPerCpuSecond:F0} samples a CPU second, {full.Samples / full.Seconds:F0} a second; p99 {p99:F1} ms; {system.Process.PeakResidentBytes / 1e6:F0} MB"));
        return true;
    });

    private async Task<PeersResult> AddOurOwnAsync(Dictionary<string, SystemFigures> systems)
    {
        const string name = SystemNames.Dcmon;
        var (rollup, memory) = await OnServerAsync(name, async system =>
        {
            Tell(name, $"{options.Plan.SlimDays} days of a slim fleet");
            return (await new RollupRun(options.Plan).RunAsync(system), system.Process.PeakResidentBytes / 1e6);
        });
        systems[name] = systems[name] with { PeakResidentMegabytes = Math.Max(memory, systems[name].PeakResidentMegabytes) };

        var scale = new List<ScaleFigures>();
        foreach (var hosts in (int[])[options.Plan.ScaleHosts, Tenfold * options.Plan.ScaleHosts])
        {
            Tell(name, $"a fleet of {hosts}");
            scale.Add(await OnServerAsync(name, system => new ScaleRun(options.Plan).RunAsync(system, hosts)));
        }

        return new PeersResult(systems, rollup, scale);
    }

    private async Task<T> OnServerAsync<T>(string name, Func<MeasuredSystem, Task<T>> measure)
    {
        var directory = Path.Combine(options.Work, $"{name}-{++_servers}");
        var program = options.Programs[name];
        try
        {
            await using var system = await (name switch
            {
                SystemNames.Dcmon => DcmonServer.StartAsync(program, directory),
                SystemNames.Victoria => Victoria.StartAsync(program, directory),
                _ => Prometheus.StartAsync(program, directory),
            });
            return await measure(system);
        }
        finally
        {
            if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        }
    }

    private void Tell(string name, string text) =>
        Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(_started):mm\\:ss} {name}: {text}");
}
