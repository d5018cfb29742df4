using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Queries;
using Dcmon.TimeSeries.Tests.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Tests.Sqlite;

/// <summary>Files of format 1, which had the log alone.</summary>
public sealed class MigrationTests() : StoreTests(new SqliteKind())
{
    /// <summary>The tables as that program made them.</summary>
    private const string Tables = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
        BEGIN;
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
        COMMIT;
        """;

    /// <summary>What format 2 has beyond it, as the migration's transaction leaves it.</summary>
    private const string Interrupted = """
        BEGIN;
        ALTER TABLE client ADD COLUMN fence INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE schema ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE report ADD COLUMN sum INTEGER;
        """;

    private static readonly Schema Other = Schema.Of([Reports.Gauge("other"), .. Two.Series]);

    private readonly Dictionary<string, Report[]> _reports = new()
    {
        ["a"] = [.. Times(Start + 3, Start + 3 * Day).Select(time => Two.Report(time / 10_000, time, Value(time), time / 10_000))],
        ["b"] = [.. Times(Start + 3, Start + 5 * Hour, Minute).Select(time => Other.Report(time / 60_000, time, 1, Value(time), time / 60_000))],
    };

    private string Path => ((SqliteKind)Kind).Path;

    [Fact]
    public async Task Open_Format1_HasEverythingThenSealsAndMergesIt()
    {
        await MakeFormat1Async();
        Open();
        await AssertAllAsync();
        foreach (var (client, reports) in _reports)
            Assert.All(await SendAgainAsync(client, reports), Assert.False);
        await MaintainAtAsync(Start + 3 * Day + 2 * Hour);
        Assert.Equal(0, await CountLogAsync());
        Assert.Equal(4, (await BlocksAsync(Tier.Raw)).Count);
        Assert.Equal(4, (await BlocksAsync(Tier.OneHour)).Count);
        await AssertAllAsync();
        foreach (var (client, reports) in _reports)
            Assert.All(await SendAgainAsync(client, reports), Assert.False);
        await ReopenAsync();
        await AssertAllAsync();
        using var archive = SqliteSeries.OpenArchive(Path);
        archive.Verify(found => Assert.Fail($"{found}"), default);
    }

    [Fact]
    public async Task Open_Format1_GivesSpaceBackAfterwards()
    {
        await MakeFormat1Async();
        var before = new FileInfo(Path).Length;
        Open();
        await AssertGivesSpaceBackAsync(before);
    }

    [Fact]
    public async Task Open_Format2_HasEverythingAndTakesEvents()
    {
        await FillAsync("a", Start + 3, Start + 3 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        await Store.DisposeAsync();
        // What the program before had: all but the tables of events.
        using (var connection = SqliteFile.OpenWriter(Path))
            SqliteFile.Execute(connection, "DROP TABLE event; DROP TABLE process_table; PRAGMA user_version = 2");
        await ReopenAsync();
        Assert.Equal(3 * 360, (await ScanAsync("a", "load1")).Count);
        var extras = new ReportExtras([new(Start, "kind", EventSeverity.Info, "x") { Key = "1" }], null);
        Assert.Single((await AppendAsync("a", Two, [Two.Report(9_999_999, Start + 3 * Hour + 7, 1, 1)], [extras])).Events);
        Assert.Single(await Store.ListEventsAsync(Ask.Events(Start, Start), default));
    }

    [Fact]
    public async Task Open_MigrationCutOffBeforeTheFileWasWrittenAnew_ThatIsMadeUpFor()
    {
        await MakeFormat1Async();
        await using (var tables = new SqliteKind())
        {
            // The tables of blocks are copied from a file of this program's.
            await tables.Open(new SeriesStoreOptions()).DisposeAsync();
            var made = Texts(tables.Path, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (tbl_name LIKE 'block' OR tbl_name LIKE 'damaged%')");
            using var connection = SqliteFile.OpenWriter(Path);
            SqliteFile.Execute(connection, $"{Interrupted} {string.Join("; ", made)}; PRAGMA user_version = 2; COMMIT;");
        }

        var before = new FileInfo(Path).Length;
        Open();
        await AssertAllAsync();
        await AssertGivesSpaceBackAsync(before);
    }

    private async Task AssertGivesSpaceBackAsync(long before)
    {
        await MaintainAtAsync(Start + 3 * Day + 2 * Hour);
        await Store.CompactAsync(default).WaitAsync(TimeSpan.FromMinutes(1));
        await AssertAllAsync();
        await Store.DisposeAsync();
        Assert.InRange(new FileInfo(Path).Length, 1, before / 3);
        await ReopenAsync();
    }

    private async Task AssertAllAsync()
    {
        foreach (var (client, reports) in _reports)
        {
            var samples = await ScanAsync(client, "load1");
            Assert.Equal(reports.Select(report => report.Time), samples.Select(sample => sample.Time));
            Assert.All(samples, sample => Assert.Equal(Value(sample.Time), sample.Value));
            Assert.Equal(reports[^1].Sequence, (await FindLatestAsync(client))!.Sequence);
        }

        Assert.Equal(_reports["b"].Length, (await ScanAsync("b", "other")).Count);
        var days = await QueryAsync(Ask.Range("load1{client=\"a\"}", Start + Hour, Start + 3 * Day, Hour, over: Aggregation.Count));
        Assert.All(days.Series[0].Values, count => Assert.Equal(360, count));
    }

    private Task<bool[]> SendAgainAsync(string client, Report[] reports) => AppendAsync(client, client == "a" ? Two : Other, reports);

    private async Task MakeFormat1Async()
    {
        await Store.DisposeAsync();
        File.Delete(Path);
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=false");
        connection.Open();
        SqliteFile.Execute(connection, Tables);
        using var transaction = connection.BeginTransaction();
        foreach (var (id, schema) in new[] { (1, Two), (2, Other) })
            Insert("INSERT INTO schema (id, hash, body) VALUES (@1, @2, @3)", id, schema.Hash.ToBytes(), schema.Encoded.ToArray());
        foreach (var (id, client) in new[] { (1, "a"), (2, "b") })
        {
            Insert("INSERT INTO client (id, key) VALUES (@1, @2)", id, client);
            foreach (var report in _reports[client])
                Insert(
                    "INSERT INTO report (client, time, seq, schema, payload) VALUES (@1, @2, @3, @4, @5)",
                    id, report.Time, report.Sequence, id, report.Values.ToArray());
        }

        transaction.Commit();

        void Insert(string sql, params object[] values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.AddWithValue($"@{i + 1}", values[i]);
            command.ExecuteNonQuery();
        }
    }

    private static List<string> Texts(string path, string sql)
    {
        using var connection = SqliteFile.OpenReader(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
            texts.Add(rows.GetString(0));
        return texts;
    }
}
