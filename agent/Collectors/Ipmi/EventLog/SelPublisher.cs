using System.Globalization;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>Publishes the events of BMCs to the next report and to the agent's log.</summary>
internal sealed partial class SelPublisher(EventQueue queue, ILogger<SelPublisher> logger) : ISelSink
{
    /// <summary>A broken sensor can fill an event log within minutes; that must not fill the agent's.</summary>
    private const int MostLines = 20;

    /// <inheritdoc/>
    public void Post(NewSelEntries entries)
    {
        Log(entries);
        // Events are stored in order: once the last is on disk, all are.
        for (var i = 0; i < entries.Events.Count; i++)
            queue.Post(EventOf(entries.Bmc, entries.Events[i]), i == entries.Events.Count - 1 ? entries.OnStored : null);
    }

    private static MachineEvent EventOf(string? bmc, SelEvent each)
    {
        List<Label> subject = [];
        if (each.Sensor.Length > 0) subject.Add(new("sensor", each.Sensor));
        if (bmc is not null) subject.Add(new("bmc", bmc));
        List<Label> details =
        [
            new("record", each.Entry.Id.ToString("x", CultureInfo.InvariantCulture)), new("type", each.Entry.Type),
            new("description", each.Entry.Description), new("state", each.Entry.IsAsserted ? "asserted" : "deasserted"),
            new("detail", each.Entry.Detail),
        ];
        if (each.Entry.Seconds is { } seconds) details.Add(new("bmc_time", seconds.ToString(CultureInfo.InvariantCulture)));
        return new MachineEvent(each.Time, EventKinds.IpmiSel, each.Severity, each.Text)
        {
            // Two BMCs of one rack may record the same at the same time.
            Key = bmc is null ? each.Key : $"{bmc}:{each.Key}",
            Subject = subject,
            Details = details,
        };
    }

    private void Log(NewSelEntries entries)
    {
        var bmc = entries.Bmc is null ? "The BMC" : $"The BMC {entries.Bmc}";
        if (entries.IsHistory)
        {
            History(bmc, entries.Events.Count);
            return;
        }

        foreach (var each in entries.Events.Take(MostLines))
            LogEvent(EventPublisher.LevelOf(each.Severity), bmc, TimeOf(each), each.Text);
        if (entries.Events.Count > MostLines) More(bmc, entries.Events.Count - MostLines);
    }

    private static string TimeOf(SelEvent each) =>
        DateTimeOffset.FromUnixTimeMilliseconds(each.Time).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [LoggerMessage("{Bmc} recorded at {Time}: {Text}.")]
    private partial void LogEvent(LogLevel level, string bmc, string time, string text);

    [LoggerMessage(LogLevel.Warning, "{Bmc} recorded {Count} more events.")]
    private partial void More(string bmc, int count);

    [LoggerMessage(LogLevel.Information, "{Bmc} has {Count} events from before in its log; new ones are logged from now on.")]
    private partial void History(string bmc, int count);
}
