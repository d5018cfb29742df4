using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// Traffic of a card over PCIe. Newer cards count bytes (fields 197, 198), but NVIDIA warns that the counters may start
/// over, and one that does so after 4 GiB means nothing on a link that carries that much in a tenth of a second. They
/// are believed once they have been seen above it. Until then, and on other cards, the driver samples the rate: 20 ms
/// for each direction, in which the report waits.
/// </summary>
internal sealed class PcieTraffic(NvmlLibrary nvml, GpuLabels labels, LaneLoad load) : GpuReading("PCIe traffic")
{
    private readonly Series _received = labels["gpu_pcie_receive_bytes_total"];
    private readonly Series _sent = labels["gpu_pcie_transmit_bytes_total"];
    private readonly CallReading _receiving =
        new("PCIe traffic", Questions.Number(nvml.PcieThroughput, 1, BaseUnit.Kilo), labels["gpu_pcie_receive_rate_bytes"]);
    private readonly CallReading _sending =
        new("PCIe traffic", Questions.Number(nvml.PcieThroughput, 0, BaseUnit.Kilo), labels["gpu_pcie_transmit_rate_bytes"]);

    private RetryLater _retry;
    private bool _isWide;

    /// <inheritdoc/>
    public override NvmlCode Add(nint device, SampleSet samples, TimeSpan now)
    {
        if (_retry.IsDue(now) && AddCounters(device, samples, now)) return NvmlCode.Ok;
        if (!load.IsLight) return NvmlCode.Ok;
        var code = _receiving.Add(device, samples, now);
        return code == NvmlCode.Ok ? _sending.Add(device, samples, now) : code;
    }

    private bool AddCounters(nint device, SampleSet samples, TimeSpan now)
    {
        Span<NvmlFieldValue> counters = [new() { Field = 197 }, new() { Field = 198 }];
        var code = nvml.FieldValues.GetFields(device, counters);
        if (code == NvmlCode.Ok) code = counters[0].Code;
        if (code == NvmlCode.Ok) code = counters[1].Code;
        _retry.Record(code, now);
        if (code != NvmlCode.Ok || !counters[0].IsWide || !counters[1].IsWide) return false;
        _isWide |= counters[0].Value > uint.MaxValue || counters[1].Value > uint.MaxValue;
        if (!_isWide) return false;
        samples.Add(_received, counters[1].Value);
        samples.Add(_sent, counters[0].Value);
        return true;
    }
}
