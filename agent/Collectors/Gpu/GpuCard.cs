using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.Gpu.Readings;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>One card and its readings.</summary>
internal sealed class GpuCard
{
    private readonly Series _up;
    private readonly GpuReading[] _fast = [];
    private readonly GpuReading[] _slow = [];
    private readonly SampleSet _slowSamples = new();

    private TimeSpan _slowDue;

    /// <summary>A card that is lost already, so that it cannot even be identified.</summary>
    public GpuCard(GpuDescription description)
    {
        Description = description;
        _up = new GpuLabels(description)["gpu_up"];
        Lost = NvmlCode.GpuLost;
    }

    /// <summary>A card that answers.</summary>
    public GpuCard(NvmlLibrary nvml, GpuDescription description, nint device, GpuCardOptions options)
    {
        var labels = new GpuLabels(description);
        Description = description;
        Device = device;
        _up = labels["gpu_up"];
        _fast =
        [
            .. FastReadings.Make(nvml, labels, device),
            .. FieldReadings.Make(nvml, labels),
            .. NvLinks.MakeFast(nvml, labels, device),
            new ProcessReading(nvml, labels["gpu_processes"], description.Index, options.Processes),
            .. options.PcieThroughput ? [new PcieTraffic(nvml, labels, options.Load)] : Array.Empty<GpuReading>(),
        ];
        _slow = [.. SlowReadings.Make(nvml, labels, description, device)];
    }

    /// <summary>What it is.</summary>
    public GpuDescription Description { get; }

    /// <summary>NVML's handle; 0 for one that was lost from the start.</summary>
    public nint Device { get; }

    /// <summary>Why it answers nothing any more, or Ok.</summary>
    public NvmlCode Lost { get; private set; }

    /// <summary>Readings that failed, with their codes; what a card does not have is not among them.</summary>
    public Dictionary<GpuReading, NvmlCode> Troubles { get; } = [];

    /// <summary>Those of the troubles that have been logged.</summary>
    public HashSet<(GpuReading Reading, NvmlCode Code)> Logged { get; } = [];

    /// <summary>It answers nothing any more.</summary>
    public void MarkLost(NvmlCode code) => Lost = code;

    /// <summary>Adds what the card reports now, and its rarer figures, which are read when they are due.</summary>
    public void Collect(SampleSet samples, TimeSpan now, TimeSpan slowInterval)
    {
        if (Lost == NvmlCode.Ok) Lost = Read(_fast, samples, now);
        if (Lost == NvmlCode.Ok && now >= _slowDue)
        {
            _slowSamples.Clear();
            _slowDue = now + slowInterval;
            Lost = Read(_slow, _slowSamples, now);
        }

        if (Lost == NvmlCode.Ok)
            for (var i = 0; i < _slowSamples.Count; i++)
                samples.Add(_slowSamples.Series[i], _slowSamples.Values[i]);
        samples.Add(_up, Lost == NvmlCode.Ok ? 1 : 0);
    }

    /// <summary>Checks whether a lost card is back.</summary>
    public void TryAgain(TimeSpan now)
    {
        if (Device == 0) return;
        _slowDue = now;
        Lost = NvmlCode.Ok;
        Lost = Read(_fast, new SampleSet(), now);
    }

    private NvmlCode Read(GpuReading[] readings, SampleSet samples, TimeSpan now)
    {
        foreach (var reading in readings)
        {
            var code = reading.Add(Device, samples, now);
            if (code.IsLost()) return code;
            if (code != NvmlCode.Ok) Troubles[reading] = code;
            else if (Troubles.Count > 0) Troubles.Remove(reading);
        }

        return NvmlCode.Ok;
    }
}

/// <summary>What cards share.</summary>
/// <param name="Processes">Where their processes are listed.</param>
/// <param name="Load">How long they took.</param>
/// <param name="PcieThroughput">Whether traffic over PCIe is read.</param>
internal sealed record GpuCardOptions(GpuProcessTable Processes, LaneLoad Load, bool PcieThroughput);
