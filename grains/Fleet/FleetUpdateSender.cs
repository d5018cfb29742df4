using Dcmon.GrainInterfaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Grains.Fleet;

/// <summary>
/// Sends <see cref="FleetUpdates"/> to the fleet's grain, five times a second: as much as an eye can follow, and one message where there
/// were two for each report. What cannot be sent goes with the next.
/// </summary>
internal sealed partial class FleetUpdateSender(
    FleetUpdates updates, IGrainFactory grains, TimeProvider time, ILogger<FleetUpdateSender> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (updates.Take() is not { } update) continue;
            try
            {
                await grains.Fleet().Update(update);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                updates.Return(update);
                NotSent(error.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Changes of the fleet could not be sent, the next round tries again: {Reason}")]
    private partial void NotSent(string reason);
}
