using Dcmon.EndToEnd.Processes;
using Dcmon.TimeSeries.Blocks;
using Microsoft.Data.Sqlite;

namespace Dcmon.EndToEnd.Stored;

/// <summary>Reads the server's database past the server.</summary>
internal static class SeriesDatabase
{
    /// <summary>Whether the server has made its database.</summary>
    public static bool Exists(ServerProcess server) => File.Exists(Path(server));

    /// <summary>All reports, in the order in which they were stored.</summary>
    /// <param name="server">Whose.</param>
    /// <param name="afterRow">Only those stored later.</param>
    public static List<StoredReport> Reports(ServerProcess server, long afterRow = 0)
    {
        using var connection = Open(server);
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT report.id, client.key, seq, time FROM report JOIN client ON client.id = report.client WHERE report.id > @after ORDER BY report.id";
        command.Parameters.AddWithValue("@after", afterRow);
        using var rows = command.ExecuteReader();
        var reports = afterRow == 0 ? Sealed(connection) : [];
        while (rows.Read())
            reports.Add(new StoredReport(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3)));
        return reports;
    }

    /// <summary>All events, in the order in which they were stored.</summary>
    public static List<(string Client, string Kind, string Key, long Time)> Events(ServerProcess server) => Rows(
        server, "SELECT client.key, kind, event.key, time FROM event JOIN client ON client.id = event.client ORDER BY event.id",
        row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3)));

    /// <summary>Times of all process tables.</summary>
    public static List<(string Client, long Time)> ProcessTables(ServerProcess server) => Rows(
        server, "SELECT client.key, time FROM process_table JOIN client ON client.id = process_table.client", row => (row.GetString(0), row.GetInt64(1)));

    private static List<T> Rows<T>(ServerProcess server, string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = Open(server);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(read(rows));
        return found;
    }

    private static SqliteConnection Open(ServerProcess server)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path(server),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Reports that have become blocks: older than all in the log. Which was stored first is not known of them.</summary>
    private static List<StoredReport> Sealed(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT client.key, head, data FROM block JOIN client ON client.id = block.client WHERE tier = 0 ORDER BY stop";
        using var rows = command.ExecuteReader();
        var reports = new List<StoredReport>();
        while (rows.Read())
        {
            var head = BlockHead.Read(rows.GetFieldValue<byte[]>(1));
            var data = rows.GetFieldValue<byte[]>(2);
            var (times, sequences) = (Longs(head, data, 0), Longs(head, data, 1));
            for (var i = 0; i < times.Length; i++)
                reports.Add(new StoredReport(0, rows.GetString(0), sequences[i], times[i]));
        }

        return reports;
    }

    private static long[] Longs(BlockHead head, byte[] data, int entry)
    {
        var (offset, length, _) = head[entry];
        var values = new long[head.Rows];
        BlockReader.ReadLongs(head, entry, data.AsSpan(offset, length), values);
        return values;
    }

    private static string Path(ServerProcess server) => System.IO.Path.Combine(server.Data, "series.db");
}
