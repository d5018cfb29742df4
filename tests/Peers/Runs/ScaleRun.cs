using Dcmon.Peers.Systems;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Runs;

/// <summary>
/// A fleet of some size on a server of its own: what a report costs, one a request, and what a question costs.
/// </summary>
internal sealed class ScaleRun : IAsyncDisposable
{
    private const long Hour = 3_600_000;
    private const int Hours = 2;
    private const int ReportsPerBatch = 60;
    private const int StepSeconds = 60;
    private const int GpusPerHost = 8;

    private readonly MeasuredSystem _system;
    private readonly PeersPlan _plan;
    private readonly SenderList _senders;
    private readonly Ingest _ingest;
    private readonly long _start;

    private ScaleRun(MeasuredSystem system, PeersPlan plan, SenderList senders, long start)
    {
        (_system, _plan, _senders, _start) = (system, plan, senders, start);
        _ingest = new Ingest(system, senders.All);
    }

    /// <summary>CPU microseconds of the server for each sample, a value a round.</summary>
    public List<double> CpuMicrosecondsPerSample { get; } = [];

    /// <summary>Milliseconds of a question for each series that it reads, a value a round.</summary>
    public List<double> QueryMillisecondsPerSeries { get; } = [];

    /// <summary>Hosts.</summary>
    public int Hosts => _senders.All.Count;

    /// <summary>Loads two hours of the fleet into a server that has just been started; the run owns it.</summary>
    public static async Task<ScaleRun> OpenAsync(MeasuredSystem system, PeersPlan plan, int hosts)
    {
        // Reports of the smaller fleet reach further, as there are as many of them.
        var room = (long)Math.Ceiling(plan.ScaleRequests * (plan.ScaleRounds + 1.2) / plan.ScaleHosts) * GeneratedHost.Interval;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var start = (now - room) / Hour * Hour - Hours * Hour;
        var senders = new SenderList(
            await system.AdmitAsync(GeneratedHost.Fleet("scale", hosts, start + GeneratedHost.Interval)));
        await Loading.RunAsync(senders.All, (int)(Hours * Hour / GeneratedHost.Interval), ReportsPerBatch);
        await system.SettleAsync();
        var run = new ScaleRun(system, plan, senders, start);
        await run._ingest.WarmUpAsync(plan.ScaleRequests, plan.ScaleHosts);
        return run;
    }

    /// <summary>
    /// The same number of requests, as many of them under way, and the same question, whatever the size.
    /// </summary>
    public async Task RoundAsync()
    {
        var taken = await _ingest.RunAsync(_plan.ScaleRequests, _plan.ScaleHosts);
        CpuMicrosecondsPerSample.Add(taken.CpuSeconds * 1e6 / taken.Samples);
        var asked = await Questions.RunAsync(
            _system,
            new(
                "gpu_temperature_celsius", new Dictionary<string, string>(), Host: null, MaximumByHost: true, _start,
                _start + Hours * Hour, StepSeconds),
            Hosts, Hours * 3_600 / StepSeconds, _plan.Questions);
        QueryMillisecondsPerSeries.Add(asked.Median / (Hosts * GpusPerHost));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _senders.Dispose();
        return _system.DisposeAsync();
    }
}
