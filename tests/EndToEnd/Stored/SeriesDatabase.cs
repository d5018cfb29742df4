using Dcmon.EndToEnd.Processes;
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
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path(server),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT report.id, client.key, seq, time FROM report JOIN client ON client.id = report.client WHERE report.id > @after ORDER BY report.id";
        command.Parameters.AddWithValue("@after", afterRow);
        using var rows = command.ExecuteReader();
        var reports = new List<StoredReport>();
        while (rows.Read())
            reports.Add(new StoredReport(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3)));
        return reports;
    }

    private static string Path(ServerProcess server) => System.IO.Path.Combine(server.Data, "series.db");
}
