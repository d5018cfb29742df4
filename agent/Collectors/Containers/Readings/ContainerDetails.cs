using System.Text.Json;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Containers.Readings;

/// <summary>What an engine knows of one container.</summary>
/// <param name="Restarts">Times that the engine started it again by itself; null where it does not report it.</param>
/// <param name="StartedAt">When it was started last; null for never.</param>
/// <param name="FinishedAt">When it ended last; null for never.</param>
/// <param name="Health">What its health check reports; null where it has none.</param>
/// <param name="Gpus">The GPUs that it was given.</param>
internal sealed record ContainerDetails(
    double? Restarts, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Health, GpuRequest Gpus)
{
    /// <summary>
    /// Reads the answer to <c>/containers/ID/json</c>. It also holds the environment, which may hold secrets: only the
    /// GPUs are taken from it.
    /// </summary>
    /// <exception cref="EngineException">It is none.</exception>
    public static ContainerDetails Parse(ReadOnlyMemory<byte> json) => EngineJson.Read(json, "/containers/ID/json", root =>
    {
        var state = root.At("State");
        if (state.ValueKind != JsonValueKind.Object) throw new EngineException("the answer to /containers/ID/json has no State");
        var restarts = root.At("RestartCount").Number();
        return new ContainerDetails(
            double.IsNaN(restarts) ? null : restarts, state.At("StartedAt").Moment(), state.At("FinishedAt").Moment(),
            ContainerHealth.Of(state.At("Health", "Status").Text()), GpuRequest.Read(root));
    });
}
