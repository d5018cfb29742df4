using System.Net;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Containers.Engine;

/// <summary>An answer other than 200, as an error.</summary>
internal static class EngineRefusal
{
    /// <summary>Reads the engine's message about it, if there is one.</summary>
    public static async Task<EngineException> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var message = $"the engine answers {(int)response.StatusCode}";
        if (await ReasonAsync(response, stop) is { } reason) message += $": {PlainText.Line(reason, 200)}";
        return response.StatusCode == HttpStatusCode.NotFound ? new EngineNotFoundException(message) : new EngineException(message);
    }

    private static async Task<string?> ReasonAsync(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            using var answer = await EngineAnswer.ReadAsync(await response.Content.ReadAsStreamAsync(stop), EngineLimits.Details, stop);
            return EngineJson.Read(answer.Json, "", root => root.At("message").Text());
        }
        catch (Exception error) when (error is EngineException or IOException)
        {
            return null;
        }
    }
}
