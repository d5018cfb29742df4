using System.Text.Json;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Containers.Events;

/// <summary>An engine's event of a container.</summary>
/// <param name="Id">The container's id.</param>
/// <param name="Action">Such as <c>die</c>, <c>oom</c>, <c>kill</c>, <c>start</c>, <c>health_status: unhealthy</c>.</param>
/// <param name="Nanos">When, Unix nanoseconds.</param>
/// <param name="Name">The container's name.</param>
/// <param name="Image">Its image.</param>
/// <param name="ExitCode">What it ended with, where it did.</param>
/// <param name="Signal">The signal that it was sent, where it was.</param>
/// <param name="Labels">Those of its labels that were chosen.</param>
internal sealed record EngineEvent(
    string Id, string Action, long Nanos, string Name, string Image, int? ExitCode, int? Signal, IReadOnlyList<Label> Labels)
{
    /// <summary>Distinguishes it from all other events of all engines.</summary>
    public string Key => $"{Id}:{Nanos}:{Action}";

    /// <summary>Reads a line of the answer to <c>/events</c>; null for an event of something else.</summary>
    /// <param name="json">One object.</param>
    /// <param name="labels">The labels to take over.</param>
    /// <exception cref="EngineException">It is no JSON.</exception>
    public static EngineEvent? Parse(ReadOnlyMemory<byte> json, ChosenLabels labels) => EngineJson.Read(json, "/events", root =>
    {
        var actor = root.At("Actor");
        var attributes = actor.At("Attributes"); // The container's labels, and the rest beside them.
        if (root.At("Type").Text() != "container" || root.At("Action").Text() is not { } action) return null;
        if (actor.At("ID").Text() is not { } id || attributes.At("name").Text() is not { } name) return null;
        var time = root.At("timeNano");
        if (time.ValueKind != JsonValueKind.Number || !time.TryGetInt64(out var nanos) || nanos <= 0) return null;
        return new EngineEvent(
            id, action, nanos, name, attributes.At("image").Text() ?? "unknown",
            Number(attributes.At("exitCode")), Number(attributes.At("signal")), labels.Of(attributes));
    });

    private static int? Number(JsonElement text) => text.Number() is >= 0 and <= ushort.MaxValue and var number ? (int)number : null;
}
