using Dcmon.Peers.Results;
using Dcmon.Peers.Systems;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Runs;

/// <summary>
/// What every system goes through on one server, in slices that others take turns with: load, questions, ingest.
/// </summary>
/// <param name="name">The system.</param>
/// <param name="system">Its server, just started; disposed with the run.</param>
/// <param name="plan">How much.</param>
/// <param name="end">Where the load ends, Unix milliseconds; there must be room for the reports of the ingest until
/// now.</param>
/// <param name="measurements">Gets the figures.</param>
internal sealed class SystemRun(
    string name, MeasuredSystem system, PeersPlan plan, long end, Measurements measurements) : IAsyncDisposable
{
    private const int ReportsPerBatch = 60;
    private const double PacedShare = 0.6;
    private const long Hour = 3_600_000;

    private SenderList? _loading, _reporting;
    private Ingest? _ingest;
    private long _loaded;

    /// <summary>The system.</summary>
    public string Name => name;

    private int LoadHours => plan.LoadRounds * plan.LoadHours;

    /// <summary>Sends the next hours of the load and waits until they are merged.</summary>
    public async Task LoadAsync()
    {
        _loading ??= new SenderList(await system.AdmitAsync(
            GeneratedHost.Fleet("load", plan.LoadHosts, end - LoadHours * Hour + GeneratedHost.Interval)));
        var before = system.CpuSeconds;
        var samples = await Loading.RunAsync(
            _loading.All, (int)(plan.LoadHours * Hour / GeneratedHost.Interval), ReportsPerBatch);
        await system.SettleAsync();
        measurements.Add(Figure.LoadPerCpuSecond, name, samples / (system.CpuSeconds - before));
        _loaded += samples;
    }

    /// <summary>Weighs what all of the load takes on disk.</summary>
    public async Task WeighAsync() =>
        measurements.Add(Figure.BytesPerSample, name, await system.DataBytesAsync() / (double)_loaded);

    /// <summary>Asks both questions over the load.</summary>
    public async Task AskAsync()
    {
        var (from, seconds) = (end - LoadHours * Hour, LoadHours * 3_600);
        var one = await Questions.RunAsync(
            system,
            new(
                "gpu_power_watts", new Dictionary<string, string> { ["gpu"] = "3" }, "load001", MaximumByHost: false,
                from, end, 60),
            lines: 1, seconds / 60, plan.Questions);
        measurements.Add(Figure.QueryOne, name, one.Median);
        measurements.Add(Figure.QueryOneP95, name, one.P95);
        var most = await Questions.RunAsync(
            system,
            new(
                "gpu_temperature_celsius", new Dictionary<string, string>(), Host: null, MaximumByHost: true, from, end,
                120),
            lines: plan.LoadHosts, seconds / 120, plan.Questions);
        measurements.Add(Figure.QueryMaximum, name, most.Median);
        measurements.Add(Figure.QueryMaximumP95, name, most.P95);
    }

    /// <summary>Sends reports one a request: as fast as the server takes them, then at a part of that rate.</summary>
    public async Task IngestAsync()
    {
        if (_ingest is null)
        {
            _reporting = new SenderList(await system.AdmitAsync(
                GeneratedHost.Fleet("ingest", plan.IngestHosts, end + GeneratedHost.Interval)));
            _ingest = new Ingest(system, _reporting.All);
            await _ingest.WarmUpAsync(plan.WarmUpRequests, plan.InFlight);
        }
        else
        {
            // Connections may have been closed while others had their turn.
            await _ingest.WarmUpAsync(2 * plan.IngestHosts, plan.InFlight);
        }

        var full = await _ingest.RunAsync(plan.IngestRequests, plan.InFlight);
        measurements.Add(Figure.IngestPerCpuSecond, name, full.SamplesPerCpuSecond);
        measurements.Add(Figure.IngestPerSecond, name, full.Samples / full.Seconds);
        var paced = await _ingest.RunPacedAsync(PacedShare * plan.IngestRequests / full.Seconds, plan.PacedSeconds);
        measurements.Add(Figure.IngestP99, name, paced.Percentile(0.99).TotalMilliseconds);
    }

    /// <summary>Notes the most memory that the server ever had.</summary>
    public void NoteMemory() => measurements.Add(Figure.PeakMemory, name, system.Process.PeakResidentBytes / 1e6);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _loading?.Dispose();
        _reporting?.Dispose();
        return system.DisposeAsync();
    }
}
