using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// Links between cards. The errors of NVLink 5 and its traffic are fields by link; before, they were calls and a total.
/// </summary>
internal static class NvLinks
{
    private const uint Most = 36, AllLinks = uint.MaxValue;

    /// <summary>Values of the label <c>error</c>, each at the number that NVML has for it.</summary>
    private static readonly string[] Errors = ["replay", "recovery", "crc_flit", "crc_data", "ecc_data"];

    private static readonly (string Error, uint Field)[] ErrorFields = [("rx", 208), ("effective", 219), ("symbol", 221)];

    /// <summary>State and errors.</summary>
    public static IEnumerable<GpuReading> MakeSlow(NvmlLibrary nvml, GpuLabels labels, nint device)
    {
        for (uint i = 0; i < Count(nvml, device); i++)
        {
            var link = i;
            var label = LabelOf(link);
            yield return new CallReading("NVLink state", Questions.Number(nvml.NvLinkState, link, BaseUnit.One), labels["gpu_nvlink_up", label]);
            for (uint error = 0; error < Errors.Length; error++)
                yield return new CallReading(
                    "NVLink errors", ErrorCount(nvml.NvLinkErrorCounter, link, error),
                    labels["gpu_nvlink_errors_total", label, new Label("error", Errors[error])]);
            yield return new FieldReading("NVLink errors", nvml,
                [.. ErrorFields.Select(each => new GpuField(
                    each.Field, labels["gpu_nvlink_errors_total", label, new Label("error", each.Error)], BaseUnit.One, link))]);
        }
    }

    /// <summary>Traffic.</summary>
    public static IEnumerable<GpuReading> MakeFast(NvmlLibrary nvml, GpuLabels labels, nint device)
    {
        const string receive = "gpu_nvlink_receive_bytes_total", transmit = "gpu_nvlink_transmit_bytes_total";
        var links = Count(nvml, device);
        if (links == 0) yield break;
        yield return new FirstOf(
            new FieldReading("NVLink traffic", nvml,
                new GpuField(139, labels[receive], BaseUnit.Kibi, AllLinks), new GpuField(138, labels[transmit], BaseUnit.Kibi, AllLinks)),
            new FieldReading("NVLink traffic", nvml,
                [.. Enumerable.Range(0, (int)links).Select(each => (uint)each).SelectMany(link => new[]
                {
                    new GpuField(204, labels[receive, LabelOf(link)], BaseUnit.One, link),
                    new GpuField(202, labels[transmit, LabelOf(link)], BaseUnit.One, link),
                })]));
    }

    /// <summary>
    /// Links that the card has: the first that it does not have is an invalid argument, or not supported.
    /// </summary>
    private static uint Count(NvmlLibrary nvml, nint device)
    {
        uint link = 0, state = 0;
        while (link < Most && nvml.NvLinkState.Fill(device, link, ref state) == NvmlCode.Ok) link++;
        return link;
    }

    private static Label LabelOf(uint link) => new("link", link.ToString());

    private static Question ErrorCount(NvmlFunction function, uint link, uint error) => (device, values) =>
    {
        ulong count = 0;
        var code = function.Fill(device, link, error, ref count);
        values[0] = count;
        return code;
    };
}
