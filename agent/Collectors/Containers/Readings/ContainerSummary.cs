using System.Text.Json;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Containers.Readings;

/// <summary>A row of the list of containers.</summary>
/// <param name="Id">Its id: hexadecimal, and so fit for paths.</param>
/// <param name="Name">Its name, which no two containers of an engine share.</param>
/// <param name="Image">The image's name, or its id where it has none.</param>
/// <param name="State">One of <see cref="ContainerStates.All"/>; null for one that is not known.</param>
/// <param name="Health">What its health check reports; null where it has none, or the list does not have it.</param>
/// <param name="Created">When it was made, Unix seconds.</param>
/// <param name="Labels">Those of its labels that were chosen, by the names that series have them by.</param>
internal sealed record ContainerSummary(
    string Id, string Name, string Image, string? State, string? Health, double Created, IReadOnlyList<Label> Labels)
{
    /// <summary>True where it has processes, so that their use of resources can be read.</summary>
    public bool HasProcesses => State is ContainerStates.Running or ContainerStates.Paused;

    /// <summary>Reads the answer to <c>/containers/json</c>. Rows without id or name are left out.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="labels">The labels to take over.</param>
    /// <exception cref="EngineException">It is no list.</exception>
    public static IReadOnlyList<ContainerSummary> ParseList(ReadOnlyMemory<byte> json, ChosenLabels labels) =>
        EngineJson.Read(json, "/containers/json", root => root.ValueKind == JsonValueKind.Array
            ? root.Items().Select(each => Read(each, labels)).OfType<ContainerSummary>().ToArray()
            : throw new EngineException("the answer to /containers/json is no list"));

    private static ContainerSummary? Read(JsonElement row, ChosenLabels labels)
    {
        if (row.At("Id").Text() is not { } id || !id.All(char.IsAsciiHexDigit)) return null;
        if (OwnName(row.At("Names")) is not { } name) return null;
        return new ContainerSummary(
            id, name, row.At("Image").Text() ?? row.At("ImageID").Text() ?? "unknown",
            ContainerStates.Of(row.At("State").Text()), ContainerHealth.Of(row.At("Health", "Status").Text()) ?? ContainerHealth.InStatus(row.At("Status").Text()),
            row.At("Created").Number(), labels.Of(row.At("Labels")));
    }

    /// <summary>
    /// A container that others link to has a name in each of those as well, <c>/OTHER/ALIAS</c>, in no certain order: its own is the
    /// one with the fewest slashes, which is also what the engine's events call it.
    /// </summary>
    private static string? OwnName(JsonElement names) => names.Items().Select(each => each.Text()?.TrimStart('/'))
        .Where(name => !string.IsNullOrEmpty(name)).MinBy(name => name!.Count('/'));
}
