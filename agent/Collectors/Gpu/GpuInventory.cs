using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.Gpu.Readings;
using Dcmon.Agent.Facts;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>What the GPUs of a machine and their driver are; read when cards come or go, not at each report.</summary>
/// <param name="Driver">Version of the driver.</param>
/// <param name="Cuda">Highest version of CUDA that it can do.</param>
/// <param name="Cards">The cards.</param>
internal sealed record GpuInventory(string? Driver, string? Cuda, IReadOnlyList<GpuFacts> Cards) : IFactsSource
{
    /// <summary>Queries driver and cards. Of a card that is lost, the last known facts remain.</summary>
    public static GpuInventory Read(NvmlLibrary nvml, IEnumerable<GpuCard> cards) => new(
        nvml.DriverVersion.GetText(),
        nvml.CudaVersion.Get(out int cuda) == NvmlCode.Ok ? CudaText(cuda) : null,
        [.. cards.Select(card => Read(nvml, card))]);

    /// <inheritdoc/>
    public void AddTo(FactsBuilder facts)
    {
        facts.NvidiaDriver = Driver;
        facts.CudaVersion = Cuda;
        foreach (var card in Cards) facts.Add(card);
    }

    /// <summary>12040 is 12.4.</summary>
    internal static string CudaText(int version) => $"{version / 1000}.{version % 1000 / 10}";

    private static GpuFacts Read(NvmlLibrary nvml, GpuCard card)
    {
        var known = card.Description.ToFacts();
        if (card.Lost != NvmlCode.Ok) return known;
        Span<double> memory = [double.NaN, double.NaN, double.NaN];
        var hasMemory = FastReadings.Memory(nvml)(card.Device, memory) == NvmlCode.Ok;
        return known with
        {
            MemoryBytes = hasMemory ? (long)memory[0] : null,
            DefaultPowerLimitWatts = Number(nvml.DefaultPowerLimit, card.Device) / 1e3,
            Mig = nvml.MigMode.GetTwo(card.Device, out var mig, out _) == NvmlCode.Ok ? mig == 1 : null,
            PcieGenerationMax = (int?)Number(nvml.MaxPcieGeneration, card.Device),
            PcieWidthMax = (int?)Number(nvml.MaxPcieWidth, card.Device),
        };
    }

    private static double? Number(NvmlFunction function, nint device)
    {
        uint value = 0;
        return function.Fill(device, ref value) == NvmlCode.Ok ? value : null;
    }
}
