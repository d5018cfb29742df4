using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>Errors of a card's memory, and what was taken out of use because of them.</summary>
internal static class MemoryErrors
{
    /// <summary>Values of labels, each at the number that NVML has for it.</summary>
    private static readonly string[] Errors = ["corrected", "uncorrected"], Counters = ["volatile", "aggregate"],
        Causes = ["single_bit", "double_bit"];

    private static readonly (string Name, uint Number)[] Locations = [("dram", 2), ("sram", 7)];

    /// <summary>Makes them for one card.</summary>
    public static IEnumerable<GpuReading> Make(NvmlLibrary nvml, GpuLabels labels)
    {
        yield return new CallReading("ECC mode", Questions.FirstOfTwo(nvml.EccMode, BaseUnit.One), labels["gpu_ecc_enabled"]);
        foreach (var (error, counter) in from error in Of(Errors) from counter in Of(Counters) select (error, counter))
        {
            Label[] kinds = [new("error", Errors[error]), new("counter", Counters[counter])];
            yield return new CallReading(
                "ECC errors", Count((uint)error, (uint)counter, nvml.TotalEccErrors), labels["gpu_ecc_errors_total", kinds]);
            foreach (var (location, number) in Locations)
                yield return new CallReading(
                    "ECC errors by location", CountAt((uint)error, (uint)counter, number, nvml.MemoryErrorCounter),
                    labels["gpu_ecc_location_errors_total", [.. kinds, new("location", location)]]);
        }

        foreach (var cause in Of(Causes))
            yield return new CallReading(
                "retired pages", RetiredPages((uint)cause, nvml.RetiredPages),
                labels["gpu_retired_pages", new Label("cause", Causes[cause])]);
        yield return new CallReading(
            "retired pages pending", Questions.Number(nvml.RetiredPagesPending, BaseUnit.One), labels["gpu_retired_pages_pending"]);
        yield return new CallReading(
            "remapped rows", RemappedRows(nvml.RemappedRows),
            labels["gpu_remapped_rows", new Label("error", "corrected")], labels["gpu_remapped_rows", new Label("error", "uncorrected")],
            labels["gpu_remapped_rows_pending"], labels["gpu_remapped_rows_failed"]);
    }

    private static IEnumerable<int> Of(string[] names) => Enumerable.Range(0, names.Length);

    private static Question Count(uint error, uint counter, NvmlFunction function) => (device, values) =>
    {
        ulong count = 0;
        var code = function.Fill(device, error, counter, ref count);
        values[0] = count;
        return code;
    };

    private static Question CountAt(uint error, uint counter, uint location, NvmlFunction function) => (device, values) =>
    {
        ulong count = 0;
        var code = function.Fill(device, error, counter, location, ref count);
        values[0] = count;
        return code;
    };

    /// <summary>Their number alone: without room for them, NVML says how much room it needs.</summary>
    private static Question RetiredPages(uint cause, NvmlFunction function) => (device, values) =>
    {
        var code = function.GetCount(device, cause, out var count);
        values[0] = count;
        return code == NvmlCode.InsufficientSize ? NvmlCode.Ok : code;
    };

    private static Question RemappedRows(NvmlFunction function) => (device, values) =>
    {
        Span<uint> rows = stackalloc uint[4];
        rows.Clear();
        var code = function.GetFour(device, rows);
        for (var i = 0; i < rows.Length; i++)
            values[i] = rows[i];
        return code;
    };
}
