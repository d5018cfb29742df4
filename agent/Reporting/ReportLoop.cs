using Dcmon.Agent.Events;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Agent.Reporting;

/// <summary>
/// Reports at each multiple of the interval, one at a time, and sooner where something bad happened. When the agent
/// stops, a last report takes the events that still wait.
/// </summary>
internal sealed class ReportLoop(
    ReportSchedule schedule, ReportMaker maker, LiveReports live, EventQueue events, LifecycleEvents life, ReportHeartbeat pulse)
    : BackgroundService
{
    /// <summary>Stopping must not wait long for a collector that hangs.</summary>
    private static readonly TimeSpan LastInterval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        life.Started();
        events.Urgent += schedule.Expedite;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await schedule.WaitAsync(stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            live.Add(await maker.MakeAsync(schedule.Interval));
            pulse.Beat();
        }

        life.Stopped();
        live.Add(await maker.MakeAsync(LastInterval));
    }
}
