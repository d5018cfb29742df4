using System.Text.Json.Serialization;

namespace Dcmon.Agent.Service;

/// <summary>The status of a running agent. Times are UTC, durations seconds.</summary>
/// <param name="Version">The agent's version.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="UptimeSeconds">Since its start, or since its settings were loaded anew.</param>
/// <param name="IntervalSeconds">How often it reports now.</param>
/// <param name="LastReportSeconds">Time since its newest report; null before the first.</param>
/// <param name="EventsWaiting">Events that are in no report yet.</param>
/// <param name="Connection">The way to the server.</param>
/// <param name="Spool">Reports on disk.</param>
/// <param name="Collectors">The collectors' states.</param>
internal sealed record StatusDocument(
    string Version, int ProcessId, double UptimeSeconds, double IntervalSeconds, double? LastReportSeconds, long EventsWaiting,
    ConnectionStatus Connection, SpoolStatus Spool, IReadOnlyList<CollectorLine> Collectors);

/// <summary>The way to the server.</summary>
/// <param name="IsUp">True where the server took the last message.</param>
/// <param name="Server">Which one.</param>
/// <param name="ClientId">Under which id this machine reports.</param>
/// <param name="Since">Since when it is so; null before the first message.</param>
/// <param name="LastSuccess">When the server took a message last.</param>
/// <param name="Problem">Why it did not take the last one.</param>
/// <param name="CertificateExpires">When the agent's certificate ends, unless it is renewed.</param>
internal sealed record ConnectionStatus(
    bool IsUp, string Server, string ClientId, DateTimeOffset? Since, DateTimeOffset? LastSuccess, string? Problem,
    DateTimeOffset CertificateExpires);

/// <summary>Reports on disk.</summary>
/// <param name="Reports">Those that the server has not acknowledged.</param>
/// <param name="Bytes">Size of the files.</param>
/// <param name="Dropped">Given up for lack of room or because of their age, since the start.</param>
/// <param name="Refused">Refused by the server for ever, since the start.</param>
internal sealed record SpoolStatus(long Reports, long Bytes, long Dropped, long Refused);

/// <summary>The state of a collector.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>up</c>, <c>down</c>, <c>absent</c> or <c>off</c>.</param>
/// <param name="Reason">Why, where there is something to say.</param>
/// <param name="AgeSeconds">Age of its figures.</param>
/// <param name="DurationSeconds">How long its last run took.</param>
internal sealed record CollectorLine(string Name, string State, string? Reason, double? AgeSeconds, double? DurationSeconds);

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StatusDocument))]
internal sealed partial class StatusJson : JsonSerializerContext;
