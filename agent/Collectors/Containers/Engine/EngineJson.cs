using System.Text.Json;

namespace Dcmon.Agent.Collectors.Containers.Engine;

/// <summary>Reads an engine's answers.</summary>
internal static class EngineJson
{
    /// <summary>Parses an answer and hands its root on.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="source">The request, for the message.</param>
    /// <param name="read">Must not keep the element.</param>
    /// <exception cref="EngineException">It is no JSON.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, string source, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name with escapes that are no text.
            throw new EngineException($"the answer to {source} is no JSON, or only a part of it", error);
        }
    }

    /// <summary>A moment as RFC 3339 has it; null where there is none, which Go writes as the year 1.</summary>
    public static DateTimeOffset? Moment(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out var moment) && moment.Year > 1 ? moment : null;
}
