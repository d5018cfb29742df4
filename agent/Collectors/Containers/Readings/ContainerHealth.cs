namespace Dcmon.Agent.Collectors.Containers.Readings;

/// <summary>What the health checks of containers say.</summary>
internal static class ContainerHealth
{
    /// <summary>The check succeeds.</summary>
    public const string Healthy = "healthy";

    /// <summary>The check failed as often as it may.</summary>
    public const string Unhealthy = "unhealthy";

    /// <summary>The container is so new that it need not be healthy yet.</summary>
    public const string Starting = "starting";

    /// <summary>All that there is.</summary>
    public static readonly string[] All = [Healthy, Unhealthy, Starting];

    /// <summary>What an engine's word means; null where there is no check.</summary>
    public static string? Of(string? word) => All.FirstOrDefault(each => each == word);

    /// <summary>
    /// What stands at the end of a status such as <c>Up 3 hours (healthy)</c>; null where nothing does.
    /// </summary>
    public static string? InStatus(string? status)
    {
        if (status is null || !status.EndsWith(')') || status.LastIndexOf('(') is not (>= 0 and var open)) return null;
        var word = status[(open + 1)..^1];
        return Of(word == "health: starting" ? Starting : word);
    }
}
