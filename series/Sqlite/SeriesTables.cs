using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>The tables of the series database. <c>PRAGMA user_version</c> is their version; FORMAT.md describes them.</summary>
internal static class SeriesTables
{
    private const int Version = 3;

    /// <summary>The value of <c>auto_vacuum</c> with which free pages can be given back a few at a time.</summary>
    private const long Incremental = 2;

    private const string Log = """
        CREATE TABLE client (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, fence INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE schema (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL, seen INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE report (
            id      INTEGER PRIMARY KEY,
            client  INTEGER NOT NULL REFERENCES client(id),
            time    INTEGER NOT NULL,
            seq     INTEGER NOT NULL,
            schema  INTEGER NOT NULL REFERENCES schema(id),
            payload BLOB NOT NULL,
            sum     INTEGER);
        CREATE UNIQUE INDEX report_key ON report (client, time, seq);
        """;

    private const string Blocks = """
        CREATE TABLE block (
            id      INTEGER PRIMARY KEY AUTOINCREMENT,
            client  INTEGER NOT NULL REFERENCES client(id),
            tier    INTEGER NOT NULL,
            start   INTEGER NOT NULL,
            stop    INTEGER NOT NULL,
            schema  INTEGER NOT NULL REFERENCES schema(id),
            sum     INTEGER NOT NULL,
            head    BLOB NOT NULL,
            data    BLOB NOT NULL);
        CREATE UNIQUE INDEX block_key ON block (client, tier, stop, start);
        CREATE INDEX block_age ON block (tier, stop);
        CREATE INDEX block_small ON block (tier, client, stop) WHERE stop - start < 86400000 OR tier = 2;
        CREATE TABLE damaged_block (
            id      INTEGER PRIMARY KEY,
            client  INTEGER NOT NULL,
            tier    INTEGER NOT NULL,
            start   INTEGER NOT NULL,
            stop    INTEGER NOT NULL,
            schema  INTEGER NOT NULL,
            sum     INTEGER NOT NULL,
            head    BLOB NOT NULL,
            data    BLOB NOT NULL,
            found   INTEGER NOT NULL,
            reason  TEXT NOT NULL);
        CREATE TABLE damaged_report (
            client  INTEGER NOT NULL,
            time    INTEGER NOT NULL,
            seq     INTEGER NOT NULL,
            schema  INTEGER NOT NULL,
            sum     INTEGER,
            payload BLOB NOT NULL,
            found   INTEGER NOT NULL);
        """;

    private const string Extras = """
        CREATE TABLE event (
            id       INTEGER PRIMARY KEY AUTOINCREMENT,
            client   INTEGER NOT NULL REFERENCES client(id),
            time     INTEGER NOT NULL,
            severity INTEGER NOT NULL,
            kind     TEXT NOT NULL,
            key      TEXT NOT NULL,
            sum      INTEGER NOT NULL,
            body     BLOB NOT NULL);
        CREATE UNIQUE INDEX event_key ON event (client, kind, key);
        CREATE INDEX event_client ON event (client, time);
        CREATE INDEX event_age ON event (time);
        CREATE TABLE process_table (
            id     INTEGER PRIMARY KEY,
            client INTEGER NOT NULL REFERENCES client(id),
            time   INTEGER NOT NULL,
            sum    INTEGER NOT NULL,
            body   BLOB NOT NULL);
        CREATE UNIQUE INDEX process_table_key ON process_table (client, time);
        CREATE INDEX process_table_age ON process_table (time);
        """;

    /// <summary>Version 1 had the log alone, and no room for free pages to be given back.</summary>
    private const string From1 = """
        ALTER TABLE client ADD COLUMN fence INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE schema ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE report ADD COLUMN sum INTEGER;
        """;

    /// <summary>Creates the tables in a new file, brings those of an older program up to date, refuses those of a newer one.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        switch (VersionOf(connection))
        {
            case 0:
                SqliteFile.Execute(connection, $"BEGIN; {Log} {Blocks} {Extras} PRAGMA user_version = {Version}; COMMIT;");
                break;
            case 1:
                SqliteFile.Execute(connection, $"BEGIN; {From1} {Blocks} {Extras} PRAGMA user_version = {Version}; COMMIT;");
                break;
            case 2:
                SqliteFile.Execute(connection, $"BEGIN; {Extras} PRAGMA user_version = {Version}; COMMIT;");
                break;
            case > Version and var newer:
                throw new InvalidOperationException(IsNewer(connection, newer));
        }

        // What makes pages movable can only be changed by writing the whole file anew, once; if that was cut off, now.
        if (Number(connection, "PRAGMA auto_vacuum") != Incremental)
            SqliteFile.Execute(connection, "PRAGMA journal_mode=DELETE; PRAGMA auto_vacuum=INCREMENTAL; VACUUM; PRAGMA journal_mode=WAL;");
    }

    /// <summary>Why the tables cannot be read as they are; null where they can. Changes nothing.</summary>
    public static string? WhyUnreadable(SqliteConnection connection) => VersionOf(connection) switch
    {
        Version => null,
        0 => $"{connection.DataSource} is not a series database.",
        > Version and var newer => IsNewer(connection, newer),
        var older => $"{connection.DataSource} has format {older}; start the server on it once, which brings it to format {Version}.",
    };

    private static string IsNewer(SqliteConnection connection, long version) =>
        $"{connection.DataSource} has format {version}; this program knows formats up to {Version}. Start the newer program.";

    private static long VersionOf(SqliteConnection connection) => Number(connection, "PRAGMA user_version");

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
