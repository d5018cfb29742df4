using Dcmon.GrainInterfaces.Clients;
using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Fleet;

/// <summary>
/// All clients: the registration of each, and a summary row of those in good standing. Key: <see cref="GrainKeys.Fleet"/>.
/// </summary>
[Alias("dcmon.fleet")]
public interface IFleetGrain : IGrainWithStringKey
{
    /// <summary>A client's registration, of a revoked one too; null where there is no such client.</summary>
    [Alias("find"), AlwaysInterleave]
    Task<ClientRegistration?> Find(string id);

    /// <summary>The registrations of all clients in good standing.</summary>
    [Alias("registrations"), AlwaysInterleave]
    Task<IReadOnlyList<ClientRegistration>> Registrations();

    /// <summary>The rows of all clients in good standing, sorted by name.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<ClientSummary>> List();

    /// <summary>How many clients there are in good standing.</summary>
    [Alias("count"), AlwaysInterleave]
    Task<int> Count();

    /// <summary>
    /// A client is new, or its registration changed, as it does when it is revoked. Called by the client's grain, once that is stored.
    /// </summary>
    [Alias("put")]
    Task Put(ClientRegistration registration);

    /// <summary>Takes what the clients of one silo reported since the last call.</summary>
    [Alias("update-clients")]
    Task Update([Immutable] FleetUpdate update);

    /// <summary>Notifies an observer of changed rows, for a minute from now; call it again before that to go on.</summary>
    /// <returns>All rows.</returns>
    [Alias("watch")]
    Task<IReadOnlyList<ClientSummary>> Watch(IFleetObserver observer);

    /// <summary>Ends <see cref="Watch"/>.</summary>
    [Alias("unwatch")]
    Task Unwatch(IFleetObserver observer);
}
