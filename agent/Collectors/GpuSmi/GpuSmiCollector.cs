using System.Runtime.InteropServices;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.GpuSmi;

/// <summary>
/// NVIDIA's GPUs through <c>nvidia-smi -q -x</c>, where NVML cannot be loaded into the agent (another C library, a
/// driver installed elsewhere). All in one document, and a field that a version does not know is missing, while
/// <c>--query-gpu</c> would fail.
/// </summary>
/// <param name="session">NVML; null where it is not to be used.</param>
/// <param name="settings">How often, and how long.</param>
/// <param name="tools">Runs it.</param>
/// <param name="watch">What happens to cards.</param>
/// <param name="processes">Where their processes are listed.</param>
/// <param name="roots">Where the bus is listed.</param>
internal sealed class GpuSmiCollector(
    NvmlSession? session, GpuSmiSettings settings, ToolRunner tools, GpuWatch watch, GpuProcessTable processes, Roots roots)
    : IPacedCollector, IFactsSource, IDisposable
{
    private const string Tool = "nvidia-smi";
    private const long MaxOutput = 16 << 20;

    private static readonly Series Count = MetricCatalog.Series("gpus");
    private static readonly Series CountOnBus = MetricCatalog.Series("gpus_on_bus");

    private volatile GpuInventory? _inventory;

    /// <inheritdoc/>
    public string Name => "gpu_smi";

    /// <inheritdoc/>
    public Pace Pace => settings.Pace;

    /// <inheritdoc/>
    public ValueTask<string?> WhyAbsentAsync(CancellationToken stop) => new(
        session is not null && session.WhyAbsent() is null ? "NVML answers"
        : tools.Find(Tool) is null ? "there is neither libnvidia-ml.so.1 nor nvidia-smi; both come with NVIDIA's driver"
        : null);

    /// <inheritdoc/>
    public async Task CollectAsync(CollectorRun run)
    {
        var call = new ToolCall(Tool, ["-q", "-x"], settings.Timeout) { MaxOutput = MaxOutput };
        var result = await tools.RunAsync(call, run.Stop);
        // With a card that is lost it may fail and still report the others; without a document its message is the reason.
        if (result.Output.Length == 0) throw new FormatException($"nvidia-smi ended with {result.ExitCode}: {result.Error}");
        var document = SmiDocument.Parse(result.Output);
        run.Samples.Add(Count, document.Cards.Count);
        if (PciBus.CountGpus(roots) is { } onBus) run.Samples.Add(CountOnBus, onBus);
        foreach (var card in document.Cards)
        {
            watch.Register(card.Description);
            watch.UpdatePresence(card.Description, card.IsLost ? "nvidia-smi reports it" : null);
            card.AddTo(run.Samples);
            processes.Replace(card.Description.Index, CollectionsMarshal.AsSpan(card.Processes));
        }

        _inventory = new GpuInventory(document.DriverVersion, document.CudaVersion, [.. document.Cards.Select(card => card.ToFacts())]);
        watch.Follow();
        watch.AddTo(run.Samples);
    }

    /// <inheritdoc/>
    public void AddTo(FactsBuilder facts) => _inventory?.AddTo(facts);

    /// <summary>Ends what follows events and the kernel's log.</summary>
    public void Dispose() => watch.Dispose();
}
