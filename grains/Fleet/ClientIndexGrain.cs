using System.Collections.Immutable;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.States;

namespace Dcmon.Grains.Fleet;

/// <summary>What a shard of the index stores.</summary>
public sealed record ClientIndexState
{
    /// <summary>Registrations by client id.</summary>
    public ImmutableDictionary<string, ClientRegistration> Clients { get; init; } = ImmutableDictionary<string, ClientRegistration>.Empty;
}

/// <summary>A shard of the list of all clients.</summary>
public sealed class ClientIndexGrain(
    [PersistentState("index", GrainOptions.Storage)] IPersistentState<ClientIndexState> storage) : Grain, IClientIndexGrain
{
    private readonly DurableState<ClientIndexState> _state = new(storage);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientRegistration>> List() =>
        Task.FromResult<IReadOnlyList<ClientRegistration>>([.. _state.Value.Clients.Values]);

    /// <inheritdoc/>
    public Task Put(ClientRegistration registration) =>
        _state.Change(state => state with { Clients = state.Clients.SetItem(registration.Id, registration) });
}
