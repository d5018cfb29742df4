using System.Diagnostics;
using System.Threading.Channels;
using Dcmon.Load.Results;
using Dcmon.Peers.Systems;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Runs;

/// <summary>What ingest cost.</summary>
/// <param name="Samples">Samples taken.</param>
/// <param name="CpuSeconds">CPU seconds of the server.</param>
/// <param name="Seconds">Time passed until the last was taken.</param>
internal sealed record IngestResult(long Samples, double CpuSeconds, double Seconds)
{
    /// <summary>Samples for each CPU second of the server.</summary>
    public double SamplesPerCpuSecond => Samples / CpuSeconds;
}

/// <summary>
/// Sends one report a request. Each host waits for its answer before it sends its next report; the hosts take turns.
/// </summary>
internal sealed class Ingest
{
    /// <summary>
    /// What the server puts off, it does within this time: VictoriaMetrics writes out parts in memory after 5 s.
    /// </summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(6);

    private readonly MeasuredSystem _system;
    private readonly int _series;
    private readonly Channel<(HostSender Sender, SampleBatch Batch)> _idle = Channel.CreateUnbounded<(HostSender, SampleBatch)>();

    /// <summary>
    /// Makes the hosts ready; the first reports of all, which carry the schemas, are sent by <see cref="WarmUpAsync"/>.
    /// </summary>
    public Ingest(MeasuredSystem system, IReadOnlyList<HostSender> senders)
    {
        (_system, _series) = (system, senders[0].Host.Schema.Series.Count);
        foreach (var sender in senders) _idle.Writer.TryWrite((sender, new SampleBatch(1, _series)));
    }

    /// <summary>Opens the connections and gets the server's code compiled.</summary>
    public Task WarmUpAsync(int requests, int inFlight) => SendAllAsync(requests, inFlight);

    /// <summary>Sends as fast as the server takes them.</summary>
    public async Task<IngestResult> RunAsync(int requests, int inFlight)
    {
        var before = _system.CpuSeconds;
        var started = Stopwatch.GetTimestamp();
        await SendAllAsync(requests, inFlight);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await Task.Delay(Aftermath, TimeProvider.System);
        return new IngestResult((long)requests * _series, _system.CpuSeconds - before, seconds);
    }

    /// <summary>
    /// Sends at a fixed rate, come what may, and measures from when a request was due, so that a queue at the sender
    /// counts too.
    /// </summary>
    public async Task<LatencyHistogram> RunPacedAsync(double requestsPerSecond, int seconds)
    {
        var latency = new LatencyHistogram();
        var total = (int)(requestsPerSecond * seconds);
        var tasks = new Task[total];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < total; i++)
        {
            var due = TimeSpan.FromSeconds(i / requestsPerSecond);
            if (due - Stopwatch.GetElapsedTime(started) is var early && early > TimeSpan.Zero)
                await Task.Delay(early, TimeProvider.System);
            var lane = await _idle.Reader.ReadAsync();
            tasks[i] = Task.Run(async () =>
            {
                await SendAsync(lane);
                latency.Add(Stopwatch.GetElapsedTime(started) - due);
            });
        }

        await Task.WhenAll(tasks);
        return latency;
    }

    private async Task SendAllAsync(int requests, int inFlight)
    {
        var left = requests;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await SendAsync(await _idle.Reader.ReadAsync());
        })));
    }

    private async Task SendAsync((HostSender Sender, SampleBatch Batch) lane)
    {
        try
        {
            await lane.Sender.SendAsync(lane.Batch);
            _idle.Writer.TryWrite(lane);
        }
        catch (Exception error)
        {
            // Also ends the wait for an idle host.
            _idle.Writer.TryComplete(error);
            throw;
        }
    }
}
