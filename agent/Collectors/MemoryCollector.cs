using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors;

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

    /// <summary>Reads lines such as <c>MemTotal:       24684096 kB</c>, where kB is 1024 bytes.</summary>
    internal static void Parse(ReadOnlySpan<char> text, SampleSet samples)
    {
        var known = Known.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var line in text.EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && known.TryGetValue(line[..colon], out var series))
                samples.Add(series, new FieldReader(line[(colon + 1)..]).NextNumber() * 1024);
        }
    }
}
