using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Memory;

/// <summary>Memory and swap, from <c>/proc/meminfo</c>.</summary>
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

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public void Collect(SampleSet samples) => Parse(_file.Read(), samples);

    /// <summary>Reads the lines of <c>/proc/meminfo</c>; those that are no metric are skipped.</summary>
    internal static void Parse(ReadOnlySpan<char> text, SampleSet samples)
    {
        var known = Known.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var line in text.EnumerateLines())
            if (MemInfo.TryParseLine(line, out var key, out var bytes) && known.TryGetValue(key, out var series))
                samples.Add(series, bytes);
    }
}
