using System.Data.Common;
using System.Text;
using Dcmon.Queries;
using Dcmon.Wire;
using Dcmon.Wire.Extras;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Reads events and process tables. Damaged rows are left out; a verification finds them.</summary>
internal static class ExtrasRows
{
    /// <summary>Events, newest first.</summary>
    /// <param name="session">Reads.</param>
    /// <param name="query">Which.</param>
    /// <param name="client">Row id of the query's client; null for all.</param>
    public static List<ClientEvent> Events(SqlSession session, EventsQuery query, long? client)
    {
        var before = (query.Before is { } place ? EventPlace.Parse(place) : null) ?? new EventPlace(long.MaxValue, long.MaxValue);
        var sql = new StringBuilder("""
            SELECT event.id, event.client, time, severity, sum, body, client.key FROM event JOIN client ON client.id = event.client
            WHERE time >= @from AND time <= @to AND severity >= @severity AND (time, event.id) < (@before, @id)
            """);
        var values = new List<(string, object)>
        {
            ("@from", query.From), ("@to", query.To), ("@severity", (long)query.MinSeverity), ("@before", before.Time), ("@id", before.Id),
        };
        if (client is { } known)
        {
            sql.Append(" AND event.client = @client");
            values.Add(("@client", known));
        }

        for (var i = 0; i < query.Kinds.Count; i++)
        {
            sql.Append(i == 0 ? " AND kind IN (" : ", ").Append("@kind").Append(i).Append(i == query.Kinds.Count - 1 ? ")" : "");
            values.Add(($"@kind{i}", query.Kinds[i]));
        }

        sql.Append(" ORDER BY time DESC, event.id DESC LIMIT @limit");
        values.Add(("@limit", (long)query.Limit));
        var found = new List<ClientEvent>();
        using var rows = session.Command(sql.ToString(), [.. values]).ExecuteReader();
        while (rows.Read())
            if (TryReadEvent(rows) is { } happened) found.Add(new ClientEvent(rows.GetInt64(0), rows.GetString(6), happened));
        return found;
    }

    /// <summary>The newest process table of a client up to a time; null where there is none.</summary>
    public static ProcessesAnswer? Processes(SqlSession session, long client, long at)
    {
        using var rows = session.Command(
            "SELECT id, client, time, sum, body FROM process_table WHERE client = @client AND time <= @at ORDER BY time DESC LIMIT 1",
            ("@client", client), ("@at", at)).ExecuteReader();
        return rows.Read() && TryReadProcesses(rows) is { } table ? new ProcessesAnswer(rows.GetInt64(2), table) : null;
    }

    /// <summary>The event of a row of id, client, time, severity, sum, body; null where it is damaged.</summary>
    public static MachineEvent? TryReadEvent(DbDataReader row)
    {
        var (client, time, severity, body) = (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetFieldValue<byte[]>(5));
        if (row.GetInt64(4) != RowSum.Event(client, time, severity, body)) return null;
        return Read(body) is { Events: [var happened] } && happened.Time == time && (long)happened.Severity == severity ? happened : null;
    }

    /// <summary>The table of a row of id, client, time, sum, body; null where it is damaged.</summary>
    public static ProcessTable? TryReadProcesses(DbDataReader row)
    {
        var body = row.GetFieldValue<byte[]>(4);
        return row.GetInt64(3) == RowSum.Processes(row.GetInt64(1), row.GetInt64(2), body) ? Read(body)?.Processes : null;
    }

    private static ReportExtras? Read(byte[] body)
    {
        try
        {
            return ExtrasFormat.Read(body);
        }
        catch (WireFormatException)
        {
            return null;
        }
    }
}
