using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// Memory of the parts of a divided card (MIG), by GPU instance. A part may be divided again, into compute instances,
/// which share its memory: it is counted once.
/// </summary>
internal sealed class PartsReading(NvmlLibrary nvml, GpuDescription card) : GpuReading("MIG")
{
    private readonly Dictionary<uint, Part> _parts = [];
    private readonly HashSet<uint> _seen = [];
    private readonly Question _memory = FastReadings.Memory(nvml);

    private RetryLater _retry;

    /// <inheritdoc/>
    public override NvmlCode Add(nint device, SampleSet samples, TimeSpan now)
    {
        if (!_retry.IsDue(now)) return NvmlCode.Ok;
        uint most = 0;
        var code = nvml.MaxMigDevices.Fill(device, ref most);
        _retry.Record(code, now);
        if (code != NvmlCode.Ok) return code.IsLasting() ? NvmlCode.Ok : code;
        _seen.Clear();
        Span<double> memory = stackalloc double[3];
        for (uint i = 0; i < most; i++)
        {
            nint handle = 0;
            uint id = 0;
            // Numbers without a part are holes in the list, not its end.
            if (nvml.MigHandleByIndex.Fill(device, i, ref handle) != NvmlCode.Ok
                || nvml.GpuInstanceId.Fill(handle, ref id) != NvmlCode.Ok
                || !_seen.Add(id)) continue;
            memory.Fill(double.NaN);
            if (_memory(handle, memory) != NvmlCode.Ok) continue;
            if (!_parts.TryGetValue(id, out var part)) _parts.Add(id, part = new Part(new GpuLabels(card, id)));
            samples.Add(part.Total, memory[0]);
            samples.Add(part.Used, memory[1]);
        }

        return NvmlCode.Ok;
    }

    private sealed class Part(GpuLabels labels)
    {
        public readonly Series Total = labels["gpu_memory_total_bytes"];
        public readonly Series Used = labels["gpu_memory_used_bytes"];
    }
}
