using System.Text.Json;

namespace Dcmon.Agent.Uplink;

/// <summary>An answer that is an error.</summary>
/// <param name="IsTheServers">True where it is problem+json: it comes from dcmon, not from something in between.</param>
/// <param name="Detail">The server's explanation, on one line of bounded length; untrusted.</param>
internal readonly record struct Problem(bool IsTheServers, string Detail)
{
    private const int Longest = 500;

    /// <summary>Reads an answer as application/problem+json; of anything else, its status.</summary>
    public static async Task<Problem> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return new Problem(false, Status(response));
        try
        {
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(stop));
            return new Problem(true, Text(json.RootElement, "detail") ?? Text(json.RootElement, "title") ?? Status(response));
        }
        catch (JsonException)
        {
            return new Problem(false, Status(response));
        }
    }

    private static string Status(HttpResponseMessage response) => $"{(int)response.StatusCode} {response.ReasonPhrase}".Trim();

    private static string? Text(JsonElement problem, string name)
    {
        if (problem.ValueKind != JsonValueKind.Object || !problem.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } text) return null;
        return string.Concat(text.Take(Longest).Select(c => char.IsControl(c) ? ' ' : c));
    }
}
