using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Observers;
using Microsoft.Extensions.Options;

namespace Dcmon.Grains.Fleet;

/// <summary>
/// The register of clients and a row of each. It writes the register, and nobody else does; rows come from the
/// clients' grains and are not kept.
/// </summary>
public sealed class FleetGrain(
    [PersistentState("fleet", GrainOptions.Storage)] IPersistentState<FleetMemory> memory,
    TimeProvider time,
    IOptions<GrainOptions> options) : Grain, IFleetGrain
{
    /// <summary>Changes are gathered for this long: five times a second is as much as an eye can follow.</summary>
    private static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly FleetRows _rows = new(options.Value.OfflineAfter);
    private readonly LateSpans _late = new();
    private readonly Subscribers<IFleetObserver> _watchers = new(time, GrainOptions.WatchLifetime);

    private FleetRegister Register => new(memory.State, time, FleetRegister.SecureText);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var client in Register.InGoodStanding())
        {
            _rows.Add(client);
            // Its grain knows the last report; it tells when it gets to it.
            _ = GrainFactory.Client(client.Id).Announce();
        }

        // The sweep must go on while nobody calls, so these keep the grain in memory.
        this.RegisterGrainTimer(Tell, new GrainTimerCreationOptions(GatherFor, GatherFor) { KeepAlive = true });
        this.RegisterGrainTimer(Sweep, new GrainTimerCreationOptions(SweepEvery, SweepEvery) { KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<string> CreateToken(TokenTerms terms)
    {
        var token = Register.CreateToken(terms);
        await memory.WriteStateAsync();
        return token;
    }

    /// <inheritdoc/>
    public async Task<ClientRegistration?> Enroll(string token, string name)
    {
        if (Register.Enroll(token, name) is not { } client) return null;
        await memory.WriteStateAsync();
        // A grain that was asked for this id before remembers that there was none.
        await GrainFactory.Client(client.Id).RegistrationChanged(client);
        _rows.Add(client);
        return client;
    }

    /// <inheritdoc/>
    public Task<ClientRegistration?> Find(string id) => Task.FromResult(Register.Find(id));

    /// <inheritdoc/>
    public async Task<bool> Revoke(string id)
    {
        if (Register.Revoke(id) is not { } client) return false;
        await memory.WriteStateAsync();
        await GrainFactory.Client(id).RegistrationChanged(client);
        if (_rows.Remove(id)) _watchers.Tell(each => each.Removed([id]));
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> Describe(string id, ClientChange change)
    {
        if (Register.Describe(id, change) is not { } client) return false;
        await memory.WriteStateAsync();
        await GrainFactory.Client(id).RegistrationChanged(client);
        _rows.Describe(client);
        return true;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientRegistration>> Registrations() =>
        Task.FromResult<IReadOnlyList<ClientRegistration>>([.. Register.InGoodStanding()]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSummary>> List() => Task.FromResult(_rows.All());

    /// <inheritdoc/>
    public Task Update(ClientSummary summary)
    {
        _rows.Update(summary);
        return Register.Rename(summary.Id, summary.Name) ? memory.WriteStateAsync() : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Backfilled(ClientSpan span)
    {
        _late.Add(span);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSummary>> Watch(IFleetObserver observer)
    {
        _watchers.Add(observer);
        return List();
    }

    /// <inheritdoc/>
    public Task Unwatch(IFleetObserver observer)
    {
        _watchers.Remove(observer);
        return Task.CompletedTask;
    }

    private Task Tell()
    {
        if (_late.Take() is { Count: > 0 } late) _watchers.Tell(each => each.Backfilled(late));
        if (_rows.TakeChanged() is { Count: > 0 } changed) _watchers.Tell(each => each.Changed(changed));
        return Task.CompletedTask;
    }

    private Task Sweep()
    {
        _rows.Sweep(time.GetUtcNow().ToUnixTimeMilliseconds());
        return Task.CompletedTask;
    }
}
