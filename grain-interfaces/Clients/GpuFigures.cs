namespace Dcmon.GrainInterfaces.Clients;

/// <summary>Main figures of one GPU; null is "not known".</summary>
/// <param name="Gpu">Its number, as the label <c>gpu</c> has it.</param>
/// <param name="UtilizationRatio">Share of the time in which it worked, 0–1.</param>
/// <param name="TemperatureCelsius">Temperature of its core.</param>
/// <param name="PowerWatts">Power that it draws.</param>
/// <param name="MemoryRatio">Share of its memory in use, 0–1.</param>
/// <param name="FanRatio">Speed of its fan, 0–1.</param>
[GenerateSerializer, Immutable, Alias("dcmon.gpu-figures")]
public sealed record GpuFigures(
    [property: Id(0)] string Gpu,
    [property: Id(1)] double? UtilizationRatio = null,
    [property: Id(2)] double? TemperatureCelsius = null,
    [property: Id(3)] double? PowerWatts = null,
    [property: Id(4)] double? MemoryRatio = null,
    [property: Id(5)] double? FanRatio = null);
