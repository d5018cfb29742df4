using Dcmon.Agent.Collectors.Gpu.Events;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Agent.Kernel;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>Makes the collectors of NVIDIA's GPUs, which share the library, the list of processes and what happens to cards.</summary>
internal static class GpuCollectors
{
    /// <summary>Makes those that the settings do not turn off.</summary>
    public static IEnumerable<INamedCollector> Make(CollectorParts parts)
    {
        var (settings, time, loggers) = (parts.Settings, parts.Time, parts.Loggers);
        var session = new NvmlSession(settings.Gpu.Library);
        var processes = new GpuProcessTable();
        var events = new GpuEventLog(loggers.CreateLogger<GpuEventLog>());
        var xids = new XidDesk(events, time);
        var watch = new GpuWatch(
            xids, new NvmlEventThread(xids, events, time, loggers.CreateLogger<NvmlEventThread>()), KernelLog(parts, xids), events, time);
        if (settings.Gpu.Enabled)
            yield return new GpuCollector(
                session, settings.Gpu, watch, processes, parts.Roots, time, loggers.CreateLogger<GpuCollector>());
        if (settings.GpuSmi.Enabled)
            yield return new GpuSmiCollector(session, settings.GpuSmi, parts.Tools, watch, processes, parts.Roots);
    }

    private static KernelLogThread? KernelLog(CollectorParts parts, XidDesk xids) => parts.Settings.KernelLog.Enabled
        ? new KernelLogThread(
            parts.Settings.KernelLog.Device, parts.Roots, parts.State, "kernel_log",
            (record, time, key) => xids.TakeLine(record.Text, time, key), xids.Flush, parts.Loggers.CreateLogger<KernelLogThread>())
        : null;
}
