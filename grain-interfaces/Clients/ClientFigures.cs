namespace Dcmon.GrainInterfaces.Clients;

/// <summary>A machine's main figures; null is "not known".</summary>
/// <param name="CpuRatio">Busy share of all cores since the report before, 0–1.</param>
/// <param name="MemoryRatio">Share of memory that programs cannot have, 0–1.</param>
/// <param name="RootDiskRatio">Share of the root filesystem in use, as <c>df</c> counts it, 0–1.</param>
/// <param name="NetworkReceiveBytesPerSecond">All interfaces together.</param>
/// <param name="NetworkTransmitBytesPerSecond">All interfaces together.</param>
/// <param name="UptimeSeconds">Time since the kernel started.</param>
/// <param name="Load1">Processes that run or want to, averaged over a minute.</param>
/// <param name="DockerDiskRatio">Share in use of the filesystem of its own that containers lie on, 0–1.</param>
/// <param name="DiskReadBytesPerSecond">All drives together.</param>
/// <param name="DiskWriteBytesPerSecond">All drives together.</param>
/// <param name="CpuTemperatureCelsius">The hottest processor.</param>
/// <param name="VrmTemperatureCelsius">The hottest voltage regulator.</param>
/// <param name="DriveTemperatureCelsius">The hottest drive.</param>
/// <param name="FanRpm">The slowest fan of the chassis: one that stands still shows.</param>
/// <param name="PowerWatts">What the machine draws: by its power supplies, otherwise as its BMC measures the whole.</param>
/// <param name="PsuTemperatureCelsius">The hottest power supply.</param>
/// <param name="PsuFanRpm">The fastest fan of a power supply.</param>
/// <param name="PsusFailed">Power supplies that are not good.</param>
/// <param name="GpuCount">GPUs.</param>
/// <param name="GpusInUse">GPUs that work or hold a program's memory.</param>
/// <param name="GpuRatio">Mean share of the time in which the GPUs worked, 0–1.</param>
/// <param name="GpuMemoryRatio">Share of the GPUs' memory in use, 0–1.</param>
/// <param name="GpuTemperatureCelsius">The hottest GPU.</param>
/// <param name="GpuPowerWatts">Power of all GPUs.</param>
/// <param name="GpuPowerLimitWatts">Power limits of all GPUs together.</param>
/// <param name="GpuFanRatio">The fastest fan of a GPU, 0–1.</param>
/// <param name="Rented">1 where a host of vast.ai is rented, 0 where not.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-figures")]
public sealed record ClientFigures(
    [property: Id(0)] double? CpuRatio = null,
    [property: Id(1)] double? MemoryRatio = null,
    [property: Id(2)] double? RootDiskRatio = null,
    [property: Id(3)] double? NetworkReceiveBytesPerSecond = null,
    [property: Id(4)] double? NetworkTransmitBytesPerSecond = null,
    [property: Id(5)] double? UptimeSeconds = null,
    [property: Id(6)] double? Load1 = null,
    [property: Id(7)] double? DockerDiskRatio = null,
    [property: Id(8)] double? DiskReadBytesPerSecond = null,
    [property: Id(9)] double? DiskWriteBytesPerSecond = null,
    [property: Id(10)] double? CpuTemperatureCelsius = null,
    [property: Id(11)] double? VrmTemperatureCelsius = null,
    [property: Id(12)] double? DriveTemperatureCelsius = null,
    [property: Id(13)] double? FanRpm = null,
    [property: Id(14)] double? PowerWatts = null,
    [property: Id(15)] double? PsuTemperatureCelsius = null,
    [property: Id(16)] double? PsuFanRpm = null,
    [property: Id(17)] double? PsusFailed = null,
    [property: Id(18)] double? GpuCount = null,
    [property: Id(19)] double? GpusInUse = null,
    [property: Id(20)] double? GpuRatio = null,
    [property: Id(21)] double? GpuMemoryRatio = null,
    [property: Id(22)] double? GpuTemperatureCelsius = null,
    [property: Id(23)] double? GpuPowerWatts = null,
    [property: Id(24)] double? GpuPowerLimitWatts = null,
    [property: Id(25)] double? GpuFanRatio = null,
    [property: Id(26)] double? Rented = null)
{
    /// <summary>Nothing known.</summary>
    public static ClientFigures None { get; } = new();
}
