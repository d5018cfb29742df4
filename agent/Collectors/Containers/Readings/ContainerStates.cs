namespace Dcmon.Agent.Collectors.Containers.Readings;

/// <summary>States of containers, in Docker's words.</summary>
internal static class ContainerStates
{
    /// <summary>It was never started.</summary>
    public const string Created = "created";

    /// <summary>It runs.</summary>
    public const string Running = "running";

    /// <summary>Its processes are held.</summary>
    public const string Paused = "paused";

    /// <summary>It ended, and the engine is about to start it again.</summary>
    public const string Restarting = "restarting";

    /// <summary>It ended.</summary>
    public const string Exited = "exited";

    /// <summary>It ended and could not be removed in full.</summary>
    public const string Dead = "dead";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Created, Running, Paused, Restarting, Exited, Dead];

    /// <summary>
    /// The state that an engine's word means; Podman has some of its own. Null for one that is not known.
    /// </summary>
    public static string? Of(string? word) => word?.ToLowerInvariant() switch
    {
        Created or "configured" or "initialized" => Created,
        Running or "stopping" => Running,
        Paused => Paused,
        Restarting => Restarting,
        Exited or "stopped" or "removing" => Exited,
        Dead => Dead,
        _ => null,
    };
}
