using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.GrainInterfaces.Fleet;

/// <summary>
/// One of the shards of the list of all clients, revoked ones too. There are several, so that one more client costs the same however many
/// there are. Clients' grains write it, the fleet's grain reads it when it starts. Key: <see cref="GrainKeys.IndexOf"/>.
/// </summary>
[Alias("dcmon.client-index")]
public interface IClientIndexGrain : IGrainWithStringKey
{
    /// <summary>All clients of this shard.</summary>
    [Alias("list")]
    Task<IReadOnlyList<ClientRegistration>> List();

    /// <summary>Adds a client, or replaces its registration.</summary>
    [Alias("put")]
    Task Put(ClientRegistration registration);
}
