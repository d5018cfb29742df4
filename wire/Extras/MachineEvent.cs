using Dcmon.Wire.Metrics;

namespace Dcmon.Wire.Extras;

/// <summary>Something that happened on a machine. Every text but the kind is untrusted.</summary>
/// <param name="Time">When, by its source: Unix milliseconds.</param>
/// <param name="Kind">One of <see cref="EventKinds"/>; a newer agent may know others.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">For people, without a final full stop.</param>
public sealed record MachineEvent(long Time, string Kind, EventSeverity Severity, string Message)
{
    /// <summary>
    /// Distinguishes the event from all others of its machine and kind, for ever, so that it is stored once however often its source
    /// reports it, such as <c>BOOT:NUMBER</c> of a line of the kernel's log. Empty where the source has none and reports each event once.
    /// </summary>
    public string Key { get; init; } = "";

    /// <summary>
    /// What it happened to, by the labels that the series of the same thing have: <c>gpu</c>, <c>device</c>, <c>container</c>.
    /// </summary>
    public IReadOnlyList<Label> Subject { get; init; } = [];

    /// <summary>For programs: what else is known.</summary>
    public IReadOnlyList<Label> Details { get; init; } = [];
}
