using Dcmon.Agent.Collectors.Gpu.Events;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Agent.Events;
using Dcmon.Agent.Kernel;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>Makes the collectors of NVIDIA's GPUs, which share the library, the list of processes and what happens to cards.</summary>
internal static class GpuCollectors
{
    /// <summary>Makes them; one that the settings turn off is known by name alone.</summary>
    /// <param name="parts">What they are made from.</param>
    /// <param name="processes">Where they tell who uses the cards.</param>
    public static INamedCollector[] Make(CollectorParts parts, GpuProcessTable processes)
    {
        var (settings, time, loggers) = (parts.Settings, parts.Time, parts.Loggers);
        var session = new NvmlSession(settings.Gpu.Library);
        var events = parts.Teller;
        var xids = new XidDesk(events, time);
        var watch = new GpuWatch(
            xids, new NvmlEventThread(xids, events, time, loggers.CreateLogger<NvmlEventThread>()), KernelLog(parts, xids),
            new GpuPresence(events, new ToldStates(parts.State, "gpus"), time));
        var nvml = new GpuCollector(session, settings.Gpu, watch, processes, parts.Roots, time, loggers.CreateLogger<GpuCollector>());
        var smi = new GpuSmiCollector(settings.Gpu.Enabled ? session : null, settings.GpuSmi, parts.Tools, watch, processes, parts.Roots);
        return [settings.Gpu.Enabled ? nvml : new SwitchedOff(nvml.Name), settings.GpuSmi.Enabled ? smi : new SwitchedOff(smi.Name)];
    }

    private static KernelLogThread? KernelLog(CollectorParts parts, XidDesk xids) => parts.Settings.KernelLog.Enabled
        ? new KernelLogThread(
            parts.Settings.KernelLog.Device, parts.Roots, parts.State, "kernel_log",
            (record, time, place) => xids.TakeLine(record.Text, time, place), xids.Flush, parts.Loggers.CreateLogger<KernelLogThread>())
        : null;
}
