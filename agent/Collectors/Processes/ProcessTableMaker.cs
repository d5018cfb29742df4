using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>Chooses the processes that use most of processors, memory and GPUs, and identifies them.</summary>
/// <param name="top">How many of each.</param>
/// <param name="details">Identifies them.</param>
internal sealed class ProcessTableMaker(int top, ProcessDetails details)
{
    private static readonly long PageBytes = Environment.SystemPageSize;

    private readonly Largest _byCpu = new(top);
    private readonly Largest _byMemory = new(top);
    private readonly Dictionary<int, long?> _gpuMemory = [];

    /// <summary>
    /// Makes a table: the processes that use most of the processors first, then those of memory, then those of GPUs,
    /// each once.
    /// </summary>
    /// <param name="processes">All processes, by number.</param>
    /// <param name="cores">What each uses of the processors; NaN where it is not known.</param>
    /// <param name="gpus">Who uses the GPUs.</param>
    /// <param name="kernelStart">When the kernel started, Unix milliseconds.</param>
    public ProcessTable Make(
        ReadOnlySpan<ProcessStat> processes, ReadOnlySpan<double> cores, IReadOnlyList<GpuProcess> gpus, long kernelStart)
    {
        _byCpu.Clear();
        _byMemory.Clear();
        for (var i = 0; i < processes.Length; i++)
        {
            _byCpu.Offer(i, cores[i]);
            _byMemory.Offer(i, processes[i].MemoryPages);
        }

        AddUp(gpus);
        var chosen = new List<int>(3 * top);
        foreach (var item in _byCpu.Items.Concat(_byMemory.Items)) Choose(item);
        foreach (var (pid, _) in _gpuMemory.OrderByDescending(each => each.Value ?? 0).Take(top)) Choose(Find(processes, pid));

        var entries = new List<ProcessEntry>(chosen.Count);
        foreach (var item in chosen)
        {
            var process = processes[item];
            if (details.Read(process.Pid) is not { } entry) continue;
            entries.Add(entry with
            {
                StartTime = kernelStart + (long)(process.StartTicks / CpuUse.TicksPerSecond * 1000),
                Cpu = double.IsNaN(cores[item]) ? null : cores[item],
                MemoryBytes = process.MemoryPages * PageBytes,
                GpuMemoryBytes = _gpuMemory.GetValueOrDefault(process.Pid),
            });
        }

        return new ProcessTable(entries);

        void Choose(int item)
        {
            if (item >= 0 && !chosen.Contains(item)) chosen.Add(item);
        }
    }

    /// <summary>
    /// A process may use several cards; where the driver does not report how much, it uses them all the same.
    /// </summary>
    private void AddUp(IReadOnlyList<GpuProcess> gpus)
    {
        _gpuMemory.Clear();
        foreach (var (pid, _, memory) in gpus)
            _gpuMemory[pid] = _gpuMemory.GetValueOrDefault(pid) is { } known ? known + (memory ?? 0) : memory;
    }

    private static int Find(ReadOnlySpan<ProcessStat> processes, int pid)
    {
        var (low, high) = (0, processes.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (processes[middle].Pid == pid) return middle;
            if (processes[middle].Pid < pid) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }
}
