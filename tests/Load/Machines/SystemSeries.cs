using Dcmon.Wire.Metrics;

namespace Dcmon.Load.Machines;

/// <summary>CPU, load, memory and the kernel's own figures.</summary>
internal static class SystemSeries
{
    private const double KernelPage = 4096;

    /// <summary>How the work of a core is shared among the modes.</summary>
    private static readonly (string Mode, double Share)[] Work = [("user", 0.8), ("system", 0.15), ("iowait", 0.05)];

    /// <summary>Adds the series.</summary>
    public static void Add(SeriesPlan plan, MachineCharacter machine, Random random)
    {
        Wave[] cores = [.. Enumerable.Range(0, machine.Cores).Select(_ => new Wave(random, machine.Busy * (0.6 + 0.8 * random.NextDouble()), 0.35))];
        for (var core = 0; core < cores.Length; core++)
            AddTimes(plan, "cpu_seconds_total", [cores[core]], new Label("cpu", core.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        AddTimes(plan, "system_cpu_seconds_total", cores);
        plan.AddConstant("cpu_cores", machine.Cores);
        AddLoad(plan, new Wave(random, machine.Cores * machine.Busy, 0.8));
        AddMemory(plan, machine.MemoryBytes, new Wave(random, 0.2 + 0.25 * random.NextDouble(), 0.5));
        AddKernel(plan, machine, random);
    }

    private static void AddTimes(SeriesPlan plan, string metric, Wave[] cores, params Label[] labels)
    {
        foreach (var (mode, share) in Work)
            plan.Add(metric, time => Ticks(share * cores.Sum(work => work.Total(time))), [.. labels, new Label("mode", mode)]);
        plan.Add(metric, time => Ticks(cores.Sum(work => time - work.Total(time))), [.. labels, new Label("mode", "idle")]);
    }

    /// <summary>Seconds as the kernel counts them: whole hundredths.</summary>
    private static double Ticks(double seconds) => Math.Floor(seconds * 100) / 100;

    private static void AddLoad(SeriesPlan plan, Wave load)
    {
        // The longer the average, the later it follows.
        plan.Add("load1", time => Math.Round(load.At(time), 2));
        plan.Add("load5", time => Math.Round(load.At(time - 120), 2));
        plan.Add("load15", time => Math.Round(load.At(time - 400), 2));
    }

    private static void AddMemory(SeriesPlan plan, long total, Wave used)
    {
        plan.AddConstant("memory_total_bytes", total);
        plan.Add("memory_available_bytes", time => Pages(total * (1 - used.At(time))));
        plan.Add("memory_free_bytes", time => Pages(total * (1 - used.At(time)) * 0.4));
        plan.Add("memory_cached_bytes", time => Pages(total * (1 - used.At(time)) * 0.55));
        plan.Add("memory_buffers_bytes", time => Pages(total * (1 - used.At(time)) * 0.01));
        plan.Add("memory_slab_reclaimable_bytes", time => Pages(total * (1 - used.At(time)) * 0.03));
        plan.Add("memory_dirty_bytes", time => Pages(total * used.At(time) * 0.0001));
        plan.AddConstant("swap_total_bytes", 8L << 30);
        plan.Add("swap_free_bytes", time => Pages((8L << 30) * (1 - used.At(time) / 10)));
    }

    private static double Pages(double bytes) => Math.Floor(bytes / KernelPage) * KernelPage;

    private static void AddKernel(SeriesPlan plan, MachineCharacter machine, Random random)
    {
        var processes = new Wave(random, 300 + 20 * machine.Cores, 0.1);
        plan.Add("uptime_seconds", time => Math.Round(time, 2));
        plan.Add("processes", time => Math.Round(processes.At(time)));
        plan.Add("threads", time => Math.Round(processes.At(time) * 3));
        plan.Add("file_handles", time => Math.Round(processes.At(time) * 11));
        plan.AddConstant("file_handles_max", 9_223_372_036_854_775_807.0);
        plan.AddCounter("context_switches_total", new Wave(random, 900.0 * machine.Cores, 0.6));
        foreach (var resource in (string[])["cpu", "io", "memory"])
        {
            var waiting = new Wave(random, 0.02, 0.9);
            plan.Add("pressure_some_seconds_total", time => Math.Floor(waiting.Total(time) * 1e6) / 1e6, new Label("resource", resource));
        }
    }
}
