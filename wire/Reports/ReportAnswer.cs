using System.Text.Json.Serialization;

namespace Dcmon.Wire.Reports;

/// <summary>What became of one report.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportOutcome>))]
public enum ReportOutcome
{
    /// <summary>Committed to disk. The agent may forget it.</summary>
    [JsonStringEnumMemberName("stored")] Stored = 0,

    /// <summary>It was stored before. The agent may forget it.</summary>
    [JsonStringEnumMemberName("duplicate")] Duplicate = 1,

    /// <summary>The server does not know the schema; send it again together with the schema.</summary>
    [JsonStringEnumMemberName("unknown_schema")] UnknownSchema = 2,

    /// <summary>It can never be accepted, for the reason given. The agent should count it as dropped and forget it.</summary>
    [JsonStringEnumMemberName("refused")] Refused = 3,

    /// <summary>Another value of one of its series is stored for its time. Programs get this, agents do not.</summary>
    [JsonStringEnumMemberName("conflict")] Conflict = 4,
}

/// <summary>The fate of one report of a message.</summary>
/// <param name="Sequence">The report's number.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it was refused; null otherwise.</param>
public sealed record ReportStatus(long Sequence, ReportOutcome Outcome, string? Reason = null);

/// <summary>The gateway's answer to a report message.</summary>
/// <param name="Reports">One status for each report sent, in the order sent.</param>
/// <param name="IntervalMilliseconds">How often to report from now on: 1000 while somebody watches the machine.</param>
/// <param name="ServerTime">The server's clock, Unix milliseconds.</param>
public sealed record ReportAnswer(IReadOnlyList<ReportStatus> Reports, int IntervalMilliseconds, long ServerTime);
