using System.Globalization;
using Dcmon.Agent.Service;

namespace Dcmon.Agent.Cli;

/// <summary>How a status is printed.</summary>
internal enum StatusFormat
{
    /// <summary>Lines for people.</summary>
    Table,

    /// <summary>One JSON object.</summary>
    Json,
}

/// <summary>Prints a status for people.</summary>
internal static class StatusPrinter
{
    /// <summary>Prints it.</summary>
    public static void Print(StatusDocument status, DateTimeOffset now, TextWriter target)
    {
        var (connection, spool) = (status.Connection, status.Spool);
        Line("agent", $"{status.Version}, process {status.ProcessId}, up {Span(status.UptimeSeconds)}");
        Line("connection", Describe(connection, now));
        Line("server", $"{connection.Server} as {connection.ClientId}, certificate valid until {connection.CertificateExpires:u}");
        Line("reports", $"each {Span(status.IntervalSeconds)}, the last {(status.LastReportSeconds is { } age ? Span(age) + " ago" : "not made yet")}");
        Line("spool", $"{spool.Reports} reports wait, {spool.Bytes / 1000.0:0.#} kB on disk, {spool.Dropped} dropped, {spool.Refused} refused");
        Line("events", $"{status.EventsWaiting} wait");
        target.WriteLine();
        target.WriteLine($"{"collector",-16} {"state",-6} {"age",9} {"took",9}  reason");
        foreach (var each in status.Collectors)
            target.WriteLine($"{each.Name,-16} {each.State,-6} {Seconds(each.AgeSeconds),9} {Seconds(each.DurationSeconds),9}  {each.Reason}".TrimEnd());

        void Line(string name, string text) => target.WriteLine($"{name,-11} {text}");
    }

    private static string Describe(ConnectionStatus connection, DateTimeOffset now)
    {
        if (connection.Since is not { } since) return "none yet";
        var length = Span((now - since).TotalSeconds);
        if (connection.IsUp) return $"up for {length}";
        var last = connection.LastSuccess is { } at ? $"; the server took a message last at {at:u}" : "";
        return $"down for {length}: {connection.Problem}{last}";
    }

    private static string Seconds(double? seconds) => seconds is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) + " s" : "";

    /// <summary>A duration in the largest unit that fits: <c>12s</c>, <c>3.5h</c>.</summary>
    private static string Span(double seconds)
    {
        var (length, unit) = seconds switch { < 120 => (1, "s"), < 7200 => (60, "m"), < 172_800 => (3600, "h"), _ => (86_400, "d") };
        return (seconds / length).ToString("0.#", CultureInfo.InvariantCulture) + unit;
    }
}
