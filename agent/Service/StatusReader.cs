using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Spool;
using Dcmon.Agent.Uplink;

namespace Dcmon.Agent.Service;

/// <summary>Makes the agent's status from memory; nothing is read for it. Safe for concurrent use.</summary>
internal sealed class StatusReader(
    ReportHeartbeat pulse, ReportSchedule schedule, UplinkService uplink, CurrentIdentity identity, ISpoolCounts spool, EventQueue events,
    CollectorSet collectors)
{
    /// <summary>The present state.</summary>
    public StatusDocument Read() => new(
        AgentVersion.Number, Environment.ProcessId, Rounded(pulse.Uptime), schedule.Interval.TotalSeconds,
        pulse.Count > 0 ? Rounded(pulse.Silence) : null,
        events.Count, Connection(), new SpoolStatus(spool.SpoolReports, spool.SpoolBytes, spool.SpoolDropped, spool.Refused),
        [.. collectors.States.Select(Line)]);

    /// <summary>The same in a line, for the service manager.</summary>
    public string Summary()
    {
        var state = uplink.Connection;
        var connection = state switch
        {
            null => "Connecting",
            { Problem: { } problem } => $"Not connected: {problem}",
            _ => $"Reporting to {state.Server}",
        };
        return $"{connection}; {spool.SpoolReports} reports wait";
    }

    private ConnectionStatus Connection()
    {
        var (own, state) = (identity.Value, uplink.Connection);
        return new ConnectionStatus(
            state is { Problem: null }, (state?.Server ?? own.Server).ToString(), own.ClientId, state?.Since, state?.LastSuccess,
            state?.Problem, own.NotAfter);
    }

    private static CollectorLine Line(CollectorState state) => new(
        state.Name, state.Status.ToString().ToLowerInvariant(), state.Reason, Rounded(state.Age), Rounded(state.Duration));

    private static double Rounded(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static double? Rounded(TimeSpan? time) => time is { } known ? Rounded(known) : null;
}
