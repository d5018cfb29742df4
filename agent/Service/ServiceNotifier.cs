using Dcmon.Agent.Reporting;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Agent.Service;

/// <summary>
/// Keeps the service manager informed: ready once the first report is in the spool, alive only while reports are being
/// made, a line that says how it goes. A report loop that hangs gives no sign of life, so that the service manager
/// starts the agent again.
/// </summary>
internal sealed class ServiceNotifier(
    NotifySocket manager, TimeSpan? watchdog, ReportHeartbeat pulse, ReportSchedule schedule, Func<string> status, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(10);

    /// <summary>However short the interval is, a busy machine may hold up reports for so long.</summary>
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (!manager.IsThere) return;
        try
        {
            // The first report may be an interval away, which is longer than a start may take by default.
            manager.Send($"EXTEND_TIMEOUT_USEC={(schedule.Interval + ShortestTimeout).TotalMicroseconds:0}", "STATUS=Waiting for the first report");
            await pulse.First.WaitAsync(stop);
            manager.Send("READY=1", Status());
            using var timer = new PeriodicTimer(watchdog / 2 is { } half && half < StatusInterval ? half : StatusInterval, time);
            while (await timer.WaitForNextTickAsync(stop))
                if (IsAlive) manager.Send("WATCHDOG=1", Status());
                else manager.Send($"STATUS=No report for {pulse.Silence.TotalSeconds:0} s: the agent hangs");
        }
        catch (OperationCanceledException)
        {
            // The agent stops.
        }
    }

    private bool IsAlive
    {
        get
        {
            var allowed = 3 * schedule.Interval;
            return pulse.Silence < (allowed > ShortestTimeout ? allowed : ShortestTimeout);
        }
    }

    private string Status() => $"STATUS={status()}";
}
