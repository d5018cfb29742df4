using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>Writes the events of BMCs to the agent's log.</summary>
internal sealed partial class SelLog(ILogger<SelLog> logger) : ISelSink
{
    /// <summary>A broken sensor can fill an event log within minutes; that must not fill the agent's.</summary>
    private const int MostLines = 20;

    /// <inheritdoc/>
    public void Post(SelNews news)
    {
        var bmc = news.Bmc is null ? "The BMC" : $"The BMC {news.Bmc}";
        if (news.IsHistory)
        {
            History(bmc, news.Events.Count);
        }
        else
        {
            foreach (var each in news.Events.Take(MostLines))
                Happened(LevelOf(each.Severity), bmc, TimeOf(each), each.Text);
            if (news.Events.Count > MostLines) More(bmc, news.Events.Count - MostLines);
        }

        news.Kept();
    }

    private static string TimeOf(SelEvent each) =>
        DateTimeOffset.FromUnixTimeMilliseconds(each.Time).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static LogLevel LevelOf(SelSeverity severity) => severity switch
    {
        SelSeverity.Info => LogLevel.Information,
        SelSeverity.Warning => LogLevel.Warning,
        SelSeverity.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };

    [LoggerMessage("{Bmc} recorded at {Time}: {Text}.")]
    private partial void Happened(LogLevel level, string bmc, string time, string text);

    [LoggerMessage(LogLevel.Warning, "{Bmc} recorded {Count} more events.")]
    private partial void More(string bmc, int count);

    [LoggerMessage(LogLevel.Information, "{Bmc} has {Count} events from before in its log; new ones are told from now on.")]
    private partial void History(string bmc, int count);
}
