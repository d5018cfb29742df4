using Dcmon.Agent.Service;
using Dcmon.Agent.Uplink;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Agent.Reporting;

/// <summary>Reports at each multiple of the interval, one at a time.</summary>
internal sealed class ReportLoop(ReportSchedule schedule, ReportMaker maker, LiveReports live, ReportPulse pulse) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await schedule.WaitAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            live.Add(await maker.MakeAsync(schedule.Interval));
            pulse.Beat();
        }
    }
}
