using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>
/// NVIDIA's GPUs, through NVML. A value that a card does not have is missing; a card that is lost has
/// <c>gpu_up</c> 0 and costs the others nothing. A driver that hangs blocks this run and the events' thread, and nothing
/// else.
/// </summary>
internal sealed partial class GpuCollector(
    NvmlSession session, GpuSettings settings, GpuWatch watch, GpuProcessTable processes, Roots roots, TimeProvider time,
    ILogger<GpuCollector> logger) : ICollector, IFactsSource, IDisposable
{
    private static readonly TimeSpan ListInterval = TimeSpan.FromSeconds(60);
    private static readonly Series Count = MetricCatalog.Series("gpus");
    private static readonly Series CountOnBus = MetricCatalog.Series("gpus_on_bus");

    private readonly long _start = time.GetTimestamp();
    private readonly Readings.LaneLoad _load = new();

    private GpuCards? _cards;
    private GpuCard[] _watched = [];
    private TimeSpan _listDue;
    private int? _onBus;
    private volatile GpuInventory? _inventory;

    /// <inheritdoc/>
    public string Name => "gpu";

    /// <inheritdoc/>
    public string? WhyAbsent() => session.WhyAbsent();

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        // First: where the driver fails the kernel's log is all there is.
        watch.Follow();
        var nvml = session.Open();
        var now = time.GetElapsedTime(_start);
        _cards ??= new GpuCards(new GpuCardOptions(processes, _load, settings.PcieThroughput));
        if (now >= _listDue) Refresh(_cards, nvml, now);
        samples.Add(Count, _cards.Listed);
        if (_onBus is { } onBus) samples.Add(CountOnBus, onBus);
        foreach (var card in _cards.All)
        {
            card.Collect(samples, now, settings.SlowInterval);
            ReportProblems(card);
        }

        watch.AddTo(samples);
        _load.Last = time.GetElapsedTime(_start) - now;
    }

    /// <inheritdoc/>
    public void AddTo(FactsBuilder facts) => _inventory?.AddTo(facts);

    /// <summary>Ends what follows events and the kernel's log.</summary>
    public void Dispose() => watch.Dispose();

    private void Refresh(GpuCards cards, NvmlLibrary nvml, TimeSpan now)
    {
        try
        {
            cards.Refresh(nvml, now);
        }
        catch (NvmlException)
        {
            session.Reopen();
            throw;
        }

        _listDue = now + ListInterval;
        _onBus = PciBus.CountGpus(roots);
        if (ReferenceEquals(cards.All, _watched)) return;
        _watched = cards.All;
        foreach (var card in _watched) LogCard(card.Description.Index, card.Description.Model ?? "unknown", card.Description.BusId ?? "unknown");
        watch.Watch(nvml, _watched);
        _inventory = GpuInventory.Read(nvml, _watched);
    }

    /// <summary>Reports a card that is lost or back, and logs each unexpected code once.</summary>
    private void ReportProblems(GpuCard card)
    {
        var index = card.Description.Index;
        watch.UpdatePresence(card.Description, card.Lost == NvmlCode.Ok ? null : card.Lost.Text());
        foreach (var (reading, code) in card.Troubles)
            if (card.Logged.Add((reading, code)))
                LogFailedReading(index, reading.Name, code.Text());
    }

    [LoggerMessage(LogLevel.Information, "GPU {Index} is a {Model} at {BusId}.")]
    private partial void LogCard(int index, string model, string busId);

    [LoggerMessage(LogLevel.Warning, "GPU {Index} does not report its {Reading}: {Problem}. Its other readings go on.")]
    private partial void LogFailedReading(int index, string reading, string problem);
}
