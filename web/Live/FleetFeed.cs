using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Microsoft.AspNetCore.SignalR;
using Orleans;

namespace Dcmon.Web.Live;

/// <summary>This process' one observer of the fleet; passes changed rows on to browsers.</summary>
internal sealed partial class FleetFeed(
    IGrainFactory grains, IHubContext<LiveHub> hub, TimeProvider time, ILogger<FleetFeed> log) : BackgroundService, IFleetObserver
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task Changed(IReadOnlyList<ClientSummary> rows)
    {
        await hub.Clients.Group(LiveHub.FleetGroup).SendAsync("fleet", rows);
        foreach (var row in rows)
            await hub.Clients.Group(LiveHub.ClientGroup(row.Id)).SendAsync("client", row);
    }

    /// <inheritdoc/>
    public Task Removed(IReadOnlyList<string> ids) => hub.Clients.Group(LiveHub.FleetGroup).SendAsync("fleetRemoved", ids);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reference = grains.CreateObjectReference<IFleetObserver>(this);
        using var timer = new PeriodicTimer(RenewEvery, time);
        do
        {
            try
            {
                await grains.Fleet().Watch(reference);
            }
            catch (Exception error) when (error is not OperationCanceledException) // the next round tries again
            {
                NotRenewed(error.Message);
            }
        }
        while (await timer.NextRoundAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The fleet cannot be watched now, browsers see no changes: {Reason}")]
    private partial void NotRenewed(string reason);
}
