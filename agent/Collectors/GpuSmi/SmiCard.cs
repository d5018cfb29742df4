using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Collectors.GpuSmi;

/// <summary>What <c>nvidia-smi -q -x</c> reports about one card.</summary>
internal sealed class SmiCard(int index, string? busId)
{
    private readonly Dictionary<string, string> _identity = [];
    private readonly Dictionary<(string Metric, string Labels), int> _places = [];
    private readonly List<(string Metric, Label[] Labels, double Value)> _values = [];
    private readonly HashSet<uint> _parts = [];

    /// <summary>What it is.</summary>
    public GpuDescription Description => new(
        index, Identity("uuid"), Identity("product_name"), PciAddress.Normalize(busId), Identity("serial"), Identity("vbios_version"));

    /// <summary>True where the card answers nothing any more.</summary>
    public bool IsLost { get; set; }

    /// <summary>Processes that use it.</summary>
    public List<GpuProcess> Processes { get; } = [];

    /// <summary>The part that is being read (MIG), if any.</summary>
    public uint? Part { get; private set; }

    /// <summary>Sets what the card is; null where the output does not have it.</summary>
    public void Identify(string what, string? text)
    {
        if (text is not null) _identity.TryAdd(what, text);
    }

    /// <summary>
    /// Begins with a part. Compute instances of one part repeat its memory: only the first of them counts.
    /// </summary>
    public void BeginPart(uint id) => Part = _parts.Add(id) ? id : null;

    /// <summary>The part, if any, is done.</summary>
    public void EndPart() => Part = null;

    /// <summary>Takes a value; of two, the first counts.</summary>
    public void Set(string metric, double value, params Label[] labels)
    {
        if (_places.TryAdd(Key(metric, labels), _values.Count)) _values.Add((metric, labels, value));
    }

    /// <summary>Takes a part of a sum.</summary>
    public void Add(string metric, double value, params Label[] labels)
    {
        if (_places.TryGetValue(Key(metric, labels), out var at)) _values[at] = _values[at] with { Value = _values[at].Value + value };
        else Set(metric, value, labels);
    }

    /// <summary>What it is, as facts for the server.</summary>
    public GpuFacts ToFacts() => Description.ToFacts() with
    {
        MemoryBytes = (long?)Value("gpu_memory_total_bytes"),
        DefaultPowerLimitWatts = Value("gpu_power_limit_default_watts"),
        Mig = Value("gpu_mig_enabled") is { } mig ? mig == 1 : null,
        PcieGenerationMax = (int?)Value("gpu_pcie_generation_max"),
        PcieWidthMax = (int?)Value("gpu_pcie_width_max"),
    };

    /// <summary>Adds all values, and whether the card answers.</summary>
    public void AddTo(SampleSet samples)
    {
        var labels = new GpuLabels(Description);
        foreach (var (metric, more, value) in _values) samples.Add(labels[metric, more], value);
        if (!IsLost) samples.Add(labels["gpu_processes"], Processes.Count);
        samples.Add(labels["gpu_up"], IsLost ? 0 : 1);
    }

    private static (string Metric, string Labels) Key(string metric, Label[] labels) =>
        (metric, string.Join(',', labels.Select(each => each.Value)));

    private double? Value(string metric) => _places.TryGetValue(Key(metric, []), out var at) ? _values[at].Value : null;

    private string? Identity(string what) => _identity.GetValueOrDefault(what);
}
