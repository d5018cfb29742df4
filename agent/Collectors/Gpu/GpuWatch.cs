using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Events;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Agent.Events;
using Dcmon.Agent.Kernel;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>
/// What happens to cards between reports: NVML's events and the driver's lines in the kernel's log. Both are followed
/// from the first run of a collector of GPUs, so that machines without any have no thread for it.
/// </summary>
internal sealed class GpuWatch(XidTracker xids, NvmlEventThread events, KernelLogThread? kernel, GpuPresence presence) : IDisposable
{
    private bool _isFollowing;

    /// <summary>Makes it; nothing is followed yet.</summary>
    /// <param name="parts">What collectors are made from.</param>
    /// <param name="kernelLog">The section <c>collect.kernel_log</c>.</param>
    public static GpuWatch Make(CollectorParts parts, KernelLogSettings kernelLog)
    {
        var (events, time, loggers) = (parts.Events, parts.Time, parts.Loggers);
        var xids = new XidTracker(events, time);
        var kernel = kernelLog.Enabled
            ? new KernelLogThread(
                kernelLog.Device, parts.Roots, parts.State, "kernel_log",
                (record, at, place) => xids.AddKernelLine(record.Text, at, place), xids.Flush, loggers.CreateLogger<KernelLogThread>())
            : null;
        return new GpuWatch(
            xids, new NvmlEventThread(xids, events, time, loggers.CreateLogger<NvmlEventThread>()), kernel,
            new GpuPresence(events, new ReportedStates(parts.State, "gpus"), time));
    }

    /// <summary>Follows the kernel's log from now on.</summary>
    public void Follow()
    {
        if (_isFollowing) return;
        _isFollowing = true;
        kernel?.Start();
    }

    /// <summary>Registers a card, so that its events get its labels.</summary>
    public void Register(GpuDescription card) => xids.Register(card);

    /// <summary>Takes over the cards that are there now, and follows their events.</summary>
    public void Watch(NvmlLibrary nvml, GpuCard[] cards)
    {
        foreach (var card in cards) Register(card.Description);
        Follow();
        events.Watch(nvml, [.. cards.Where(card => card.Device != 0).Select(card => new WatchedGpu(card.Description, card.Device))]);
    }

    /// <summary>Updates whether a card answers.</summary>
    /// <param name="card">The card.</param>
    /// <param name="lost">Why it does not; null where it does.</param>
    public void UpdatePresence(GpuDescription card, string? lost) => presence.Update(card, lost);

    /// <summary>Adds the counts of Xids seen until now.</summary>
    public void AddTo(SampleSet samples)
    {
        xids.Flush();
        xids.AddTo(samples);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        events.Dispose();
        kernel?.Dispose();
    }
}
