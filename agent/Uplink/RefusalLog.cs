using Dcmon.Wire.Reports;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// Logs refused reports: each reason when it is new, and then only now and then, with how many there were.
/// </summary>
internal sealed partial class RefusalLog(ILogger logger)
{
    private const int Every = 1000;

    private string? _reason;
    private long _count;

    /// <summary>A report was refused for ever.</summary>
    public void Log(Report report, string reason)
    {
        // Reasons name the report, mostly: what differs in digits alone is the same reason.
        var kind = string.Concat(reason.Where(c => !char.IsAsciiDigit(c)));
        if (kind != _reason) (_reason, _count) = (kind, 0);
        if (_count++ % Every == 0) Refused(report.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(report.Time), reason, _count);
    }

    [LoggerMessage(LogLevel.Warning, "The server refused report {Sequence} of {Time:u} permanently: {Reason} ({Count} in a row for this reason)")]
    private partial void Refused(long sequence, DateTimeOffset time, string reason, long count);
}
