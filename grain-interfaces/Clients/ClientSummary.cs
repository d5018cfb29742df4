namespace Dcmon.GrainInterfaces.Clients;

/// <summary>One row of the fleet: what a table of machines shows.</summary>
/// <param name="Id">Client id.</param>
/// <param name="Name">The machine's host name; untrusted text.</param>
/// <param name="Online">Whether its agent reported within three intervals; of a machine without an agent, whether a program did.</param>
/// <param name="LastSeen">
/// When the server last heard of its agent, or of its programs where it has none, Unix milliseconds by the server's clock; null: never.
/// </param>
/// <param name="Tags">Tags that admins gave it.</param>
/// <param name="Figures">Its main figures, as of its newest report.</param>
/// <param name="Group">The group that admins put it into; null: none.</param>
/// <param name="GpuModel">The model of its GPUs, of several the one that it has most of; null: none reported. Untrusted text.</param>
/// <param name="Gpus">Figures of each GPU, as of its newest report, by index.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-summary")]
public sealed record ClientSummary(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] bool Online,
    [property: Id(3)] long? LastSeen,
    [property: Id(4)] IReadOnlyList<string> Tags,
    [property: Id(5)] ClientFigures Figures,
    [property: Id(6)] string? Group,
    [property: Id(7)] string? GpuModel,
    [property: Id(8)] IReadOnlyList<GpuFigures> Gpus);
