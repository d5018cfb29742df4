using Npgsql;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>The tables of the series database, as FORMAT.md describes them. <c>series_format</c> holds their version.</summary>
internal static class PostgresTables
{
    /// <summary>First key of the advisory locks of dcmon: "dcmo".</summary>
    public const int LockSpace = 0x64636d6f;

    private const int Version = 2;

    private const string Tables = """
        CREATE TABLE client (
            id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            key   text COLLATE "C" NOT NULL UNIQUE,
            fence bigint NOT NULL DEFAULT 0);
        CREATE TABLE schema (
            id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            hash bytea NOT NULL UNIQUE,
            body bytea NOT NULL,
            seen bigint NOT NULL DEFAULT 0);
        CREATE TABLE report (
            client  bigint NOT NULL,
            time    bigint NOT NULL,
            seq     bigint NOT NULL,
            schema  bigint NOT NULL,
            payload bytea NOT NULL,
            sum     bigint,
            CONSTRAINT report_key PRIMARY KEY (client, time, seq)) WITH (toast_tuple_target = 8160);
        ALTER TABLE report ALTER COLUMN payload SET STORAGE EXTERNAL;
        CREATE TABLE block (
            id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            client bigint NOT NULL,
            tier   bigint NOT NULL,
            start  bigint NOT NULL,
            stop   bigint NOT NULL,
            schema bigint NOT NULL,
            sum    bigint NOT NULL,
            head   bytea NOT NULL,
            data   bytea NOT NULL);
        ALTER TABLE block ALTER COLUMN head SET STORAGE EXTERNAL, ALTER COLUMN data SET STORAGE EXTERNAL;
        CREATE UNIQUE INDEX block_key ON block (client, tier, stop, start);
        CREATE INDEX block_age ON block (tier, stop);
        CREATE INDEX block_small ON block (tier, client, stop) WHERE stop - start < 86400000 OR tier = 2;
        CREATE TABLE damaged_block (
            id     bigint PRIMARY KEY,
            client bigint NOT NULL,
            tier   bigint NOT NULL,
            start  bigint NOT NULL,
            stop   bigint NOT NULL,
            schema bigint NOT NULL,
            sum    bigint NOT NULL,
            head   bytea NOT NULL,
            data   bytea NOT NULL,
            found  bigint NOT NULL,
            reason text NOT NULL);
        CREATE TABLE damaged_report (
            client  bigint NOT NULL,
            time    bigint NOT NULL,
            seq     bigint NOT NULL,
            schema  bigint NOT NULL,
            sum     bigint,
            payload bytea NOT NULL,
            found   bigint NOT NULL);
        """;

    /// <summary>What version 1 had not.</summary>
    private const string Extras = """
        CREATE TABLE event (
            id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            client   bigint NOT NULL,
            time     bigint NOT NULL,
            severity bigint NOT NULL,
            kind     text NOT NULL,
            key      text NOT NULL,
            sum      bigint NOT NULL,
            body     bytea NOT NULL);
        CREATE UNIQUE INDEX event_key ON event (client, kind, key);
        CREATE INDEX event_client ON event (client, time, id);
        CREATE INDEX event_age ON event (time, id);
        CREATE TABLE process_table (
            id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            client bigint NOT NULL,
            time   bigint NOT NULL,
            sum    bigint NOT NULL,
            body   bytea NOT NULL);
        CREATE UNIQUE INDEX process_table_key ON process_table (client, time);
        CREATE INDEX process_table_age ON process_table (time);
        """;

    /// <summary>
    /// PostgreSQL does not report how many bytes of a table are in use, only how large its files are: the blocks are
    /// counted as they come and go, once a statement.
    /// </summary>
    private const string Size = """
        CREATE TABLE block_size (bytes bigint NOT NULL);
        INSERT INTO block_size VALUES (0);
        CREATE FUNCTION block_size_add() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE block_size SET bytes = bytes + (SELECT coalesce(sum(100 + octet_length(head) + octet_length(data)), 0) FROM changed);
            RETURN NULL;
        END $$;
        CREATE FUNCTION block_size_subtract() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE block_size SET bytes = bytes - (SELECT coalesce(sum(100 + octet_length(head) + octet_length(data)), 0) FROM changed);
            RETURN NULL;
        END $$;
        CREATE TRIGGER block_inserted AFTER INSERT ON block REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION block_size_add();
        CREATE TRIGGER block_deleted AFTER DELETE ON block REFERENCING OLD TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION block_size_subtract();
        """;

    /// <summary>Creates the tables where there are none, brings older ones up to date, and refuses those of a newer program.</summary>
    /// <exception cref="InvalidOperationException">The tables are of a newer program.</exception>
    public static void Prepare(NpgsqlConnection connection)
    {
        if (VersionOf(connection) < Version) Create(connection);
        if (VersionOf(connection) is > Version and var newer)
            throw new InvalidOperationException(
                $"The series database has format {newer}; this program knows formats up to {Version}. Start the newer program.");
    }

    private static void Create(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        // Of several silos that start at once, one creates the tables and the others wait for it.
        PostgresConnections.Execute(connection, $"SELECT pg_advisory_xact_lock({LockSpace}, 0)");
        switch (VersionOf(connection))
        {
            case 0:
                PostgresConnections.Execute(connection, $"""
                    {Tables}
                    {Extras}
                    {Size}
                    CREATE TABLE series_format (version bigint NOT NULL);
                    INSERT INTO series_format VALUES ({Version});
                    """);
                break;
            case 1:
                PostgresConnections.Execute(connection, $"{Extras} UPDATE series_format SET version = {Version};");
                break;
        }

        transaction.Commit();
    }

    private static long VersionOf(NpgsqlConnection connection)
    {
        // Not by to_regclass: it may use what it cached before this transaction had the lock.
        using var exists = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = ANY (current_schemas(false)) AND tablename = 'series_format')",
            connection);
        if (exists.ExecuteScalar() is not true) return 0;
        using var version = new NpgsqlCommand("SELECT version FROM series_format", connection);
        return (long)version.ExecuteScalar()!;
    }
}
