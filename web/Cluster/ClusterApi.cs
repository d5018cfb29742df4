using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Cluster;
using Dcmon.Web.Security;

namespace Dcmon.Web.Cluster;

/// <summary><c>/api/cluster</c>: how the server's own processes do.</summary>
internal static class ClusterApi
{
    /// <summary>Maps the route.</summary>
    public static void MapCluster(this IEndpointRouteBuilder api) =>
        api.MapGet("/cluster", Get).RequireAuthorization(Roles.Admin)
            .WithSummary("How the server's processes do: CPU, memory, calls of grains, store, gateway, live connections. Rates are of the last ten seconds.");

    private static async Task<ClusterView> Get(IGrainFactory grains, TimeProvider time)
    {
        var nodes = grains.Cluster().List();
        var activations = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        return new ClusterView(
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            "Orleans",
            await nodes,
            [.. activations.GroupBy(each => NameOf(each.GrainType))
                .Select(group => new ActivationsView(group.Key, group.Sum(each => each.ActivationCount)))
                .OrderByDescending(each => each.Count).ThenBy(each => each.Grain, StringComparer.Ordinal)]);
    }

    /// <summary><c>Dcmon.Grains.Clients.ClientGrain,Dcmon.Grains</c>, or without the assembly, is called Client.</summary>
    private static string NameOf(string type)
    {
        var name = type.Split(',')[0].Split('.')[^1];
        return name.EndsWith("Grain", StringComparison.Ordinal) ? name[..^"Grain".Length] : name;
    }
}

/// <summary>The server's processes.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Runtime">What the grains run on: Orleans.</param>
/// <param name="Nodes">Processes, and when each was heard of.</param>
/// <param name="Activations">Grains in memory, by type.</param>
public sealed record ClusterView(long Time, string Runtime, IReadOnlyList<NodeState> Nodes, IReadOnlyList<ActivationsView> Activations);

/// <summary>Grains of a type in memory.</summary>
/// <param name="Grain">The grain type, such as <c>Client</c>.</param>
/// <param name="Count">How many.</param>
public sealed record ActivationsView(string Grain, int Count);
