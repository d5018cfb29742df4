using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Events;

/// <summary>How bad it is.</summary>
internal enum GpuEventSeverity : byte
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>A program failed, or something is worth watching.</summary>
    Warning = 1,

    /// <summary>A card does not work as it should.</summary>
    Error = 2,

    /// <summary>A card is lost or its data cannot be trusted.</summary>
    Critical = 3,
}

/// <summary>Something that happened to a GPU.</summary>
/// <param name="Time">When, by the source's clock.</param>
/// <param name="Kind"><c>gpu_xid</c>, <c>gpu_lost</c>, <c>gpu_found</c> or <c>gpu_event</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Key">Tells it from others of its kind, so that it counts once however often it is told; empty where the source has none.</param>
/// <param name="Subject">The card, by the labels that its series have.</param>
/// <param name="Message">For people, without a final full stop. Parts of it come from the driver: untrusted text.</param>
/// <param name="Details">For programs: <c>xid</c>, <c>action</c>, <c>pid</c>, <c>process</c>, <c>raw</c>.</param>
internal sealed record GpuEvent(
    DateTimeOffset Time, string Kind, GpuEventSeverity Severity, string Key, IReadOnlyList<Label> Subject, string Message,
    IReadOnlyList<Label> Details);
