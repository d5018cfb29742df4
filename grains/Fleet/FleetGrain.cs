using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Observers;
using Microsoft.Extensions.Options;

namespace Dcmon.Grains.Fleet;

/// <summary>
/// The registration of each client, the rows of those in good standing, and who observes them. Nothing here is stored: the list of clients
/// is read from the index, rows come from the clients' grains.
/// </summary>
public sealed class FleetGrain(TimeProvider time, IOptions<GrainOptions> options) : Grain, IFleetGrain
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    /// <summary>Clients that are asked for their row each second after a start: each wakes a grain that reads its store.</summary>
    private const int AnnouncementsPerSweep = 500;

    private readonly FleetRows _rows = new(options.Value.OfflineAfter);
    private readonly Subscribers<IFleetObserver> _observers = new(time, GrainOptions.WatchLifetime);
    private readonly Queue<ClientRegistration> _silent = new();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var clients in await Task.WhenAll(GrainFactory.Index().Select(shard => shard.List())))
        {
            foreach (var client in clients)
            {
                if (_rows.Put(client)) _silent.Enqueue(client);
            }
        }

        // The sweep must go on while nobody calls, so it keeps the grain in memory.
        this.RegisterGrainTimer(Sweep, new GrainTimerCreationOptions(TimeSpan.Zero, SweepInterval) { KeepAlive = true });
    }

    /// <inheritdoc/>
    public Task<ClientRegistration?> Find(string id) => Task.FromResult(_rows.Find(id));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientRegistration>> Registrations() => Task.FromResult(_rows.Registrations());

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSummary>> List() => Task.FromResult(_rows.All());

    /// <inheritdoc/>
    public Task<int> Count() => Task.FromResult(_rows.Count);

    /// <inheritdoc/>
    public Task Put(ClientRegistration registration)
    {
        if (_rows.Put(registration)) NotifyChanged();
        else _observers.Notify(each => each.Removed([registration.Id]));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Update(FleetUpdate update)
    {
        // Before the rows, so that who looks at history because a row changed looks far enough back.
        if (update.Backfilled.Count > 0) _observers.Notify(each => each.Backfilled(update.Backfilled));
        foreach (var row in update.Rows) _rows.Update(row);
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSummary>> Watch(IFleetObserver observer)
    {
        _observers.Add(observer);
        return List();
    }

    /// <inheritdoc/>
    public Task Unwatch(IFleetObserver observer)
    {
        _observers.Remove(observer);
        return Task.CompletedTask;
    }

    private Task Sweep()
    {
        for (var i = 0; i < AnnouncementsPerSweep && _silent.TryDequeue(out var client); i++)
            _ = GrainFactory.Client(client.Id).Announce(client);
        _rows.Sweep(time.GetUtcNow().ToUnixTimeMilliseconds());
        NotifyChanged();
        return Task.CompletedTask;
    }

    private void NotifyChanged()
    {
        if (_rows.TakeChanged() is { Count: > 0 } changed) _observers.Notify(each => each.Changed(changed));
    }
}
