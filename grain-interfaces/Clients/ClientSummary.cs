using Orleans;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>One row of the fleet: what a table of machines shows.</summary>
/// <param name="Id">Client id.</param>
/// <param name="Name">The machine's host name; untrusted text.</param>
/// <param name="Online">Whether it reported within three intervals.</param>
/// <param name="LastSeen">When the server last heard of it, Unix milliseconds by the server's clock; null: never.</param>
/// <param name="Tags">Tags that admins gave it.</param>
/// <param name="Figures">Its main figures, as of its newest report.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-summary")]
public sealed record ClientSummary(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] bool Online,
    [property: Id(3)] long? LastSeen,
    [property: Id(4)] IReadOnlyList<string> Tags,
    [property: Id(5)] ClientFigures Figures);

/// <summary>A machine's main figures; null is "not known".</summary>
/// <param name="CpuRatio">Busy share of all cores since the report before, 0–1.</param>
/// <param name="MemoryRatio">Share of memory that programs cannot have, 0–1.</param>
/// <param name="RootDiskRatio">Share of the root filesystem in use, as <c>df</c> counts it, 0–1.</param>
/// <param name="NetworkReceiveBytesPerSecond">All interfaces together.</param>
/// <param name="NetworkTransmitBytesPerSecond">All interfaces together.</param>
/// <param name="UptimeSeconds">Time since the kernel started.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-figures")]
public sealed record ClientFigures(
    [property: Id(0)] double? CpuRatio = null,
    [property: Id(1)] double? MemoryRatio = null,
    [property: Id(2)] double? RootDiskRatio = null,
    [property: Id(3)] double? NetworkReceiveBytesPerSecond = null,
    [property: Id(4)] double? NetworkTransmitBytesPerSecond = null,
    [property: Id(5)] double? UptimeSeconds = null)
{
    /// <summary>Nothing known.</summary>
    public static ClientFigures None { get; } = new();
}
