using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>The tables of the series database. <c>PRAGMA user_version</c> is their version; FORMAT.md describes them.</summary>
internal static class SeriesTables
{
    private const int Version = 1;

    private const string Create = """
        CREATE TABLE client (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
        CREATE TABLE schema (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL);
        CREATE TABLE report (
            id      INTEGER PRIMARY KEY,
            client  INTEGER NOT NULL REFERENCES client(id),
            time    INTEGER NOT NULL,
            seq     INTEGER NOT NULL,
            schema  INTEGER NOT NULL REFERENCES schema(id),
            payload BLOB NOT NULL);
        CREATE UNIQUE INDEX report_key ON report (client, time, seq);
        PRAGMA user_version = 1;
        """;

    /// <summary>Creates the tables in a new file; refuses a file of a newer program.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
        if (version > Version)
            throw new InvalidOperationException(
                $"{connection.DataSource} has format {version}; this program knows formats up to {Version}. Start the newer program.");
        if (version == 0)
            SqliteFile.Execute(connection, $"BEGIN; {Create} COMMIT;");
    }
}
