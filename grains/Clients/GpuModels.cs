using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>Which GPUs a machine has, in a word.</summary>
public static class GpuModels
{
    /// <summary>The model that a machine has most of; null where it reported none.</summary>
    public static string? Main(MachineFacts? facts) => (facts?.Gpus ?? [])
        .Where(gpu => gpu.Model is not null)
        .CountBy(gpu => gpu.Model!)
        .OrderByDescending(each => each.Value)
        .FirstOrDefault().Key;
}
