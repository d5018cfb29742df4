using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Memory;

/// <summary>
/// Memory and swap, from <c>/proc/meminfo</c>. What ZFS' cache gives back counts as available: the kernel leaves it out, and
/// every host with ZFS would seem to be short of memory.
/// </summary>
internal sealed class MemoryCollector(Roots roots) : ICollector
{
    private static readonly Dictionary<string, Series> Known = new()
    {
        ["MemTotal"] = MetricCatalog.Series("memory_total_bytes"),
        ["MemAvailable"] = MetricCatalog.Series("memory_available_bytes"),
        ["MemFree"] = MetricCatalog.Series("memory_free_bytes"),
        ["Buffers"] = MetricCatalog.Series("memory_buffers_bytes"),
        ["Cached"] = MetricCatalog.Series("memory_cached_bytes"),
        ["SReclaimable"] = MetricCatalog.Series("memory_slab_reclaimable_bytes"),
        ["Dirty"] = MetricCatalog.Series("memory_dirty_bytes"),
        ["SwapTotal"] = MetricCatalog.Series("swap_total_bytes"),
        ["SwapFree"] = MetricCatalog.Series("swap_free_bytes"),
    };

    private readonly TextFile _file = new(roots.InProc("meminfo"));
    private readonly TextFile _arc = new(ArcStats.PathIn(roots));

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public void Collect(SampleSet samples) => Parse(_file.Read(), ArcStats.Read(_arc), samples);

    /// <summary>Reads the lines of <c>/proc/meminfo</c>; those that are no metric are skipped.</summary>
    internal static void Parse(ReadOnlySpan<char> text, ArcStats arc, SampleSet samples)
    {
        double total = double.NaN, free = double.NaN;
        var known = Known.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var line in text.EnumerateLines())
            if (MemInfo.TryParseLine(line, out var key, out var bytes) && known.TryGetValue(key, out var series))
            {
                if (key is "MemTotal") total = bytes;
                else if (key is "MemFree") free = bytes;
                // In a system container the cache is the host's: one that does not fit in what is used here is not of this memory.
                else if (key is "MemAvailable" && arc.Size <= total - free) bytes = Math.Min(total, bytes + arc.Reclaimable);
                samples.Add(series, bytes);
            }
    }
}
