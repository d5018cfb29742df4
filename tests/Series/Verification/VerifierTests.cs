using Dcmon.Testing;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;
using Dcmon.TimeSeries.Verification;
using Dcmon.Wire.Extras;

namespace Dcmon.TimeSeries.Tests.Verification;

/// <summary>Each kind of damage has a finding that names the place.</summary>
public sealed class VerifierTests() : StoreTests(new SqliteKind())
{
    private string Path => ((SqliteKind)Kind).Path;

    [Fact]
    public async Task Verify_Whole_FindsNothingWhileTheStoreIsOpen()
    {
        await FillAsync("a", Start + 3, Start + Day + 3 * Hour, Minute);
        await MaintainAtAsync(Start + Day + 3 * Hour);
        var (counts, found) = Verify();
        Assert.Empty(found);
        Assert.Equal(new VerifiedCounts(1, 1, 60, 5, 0, 0, 0), counts);
    }

    [Theory]
    [InlineData("UPDATE event SET severity = 3", "event 1: It does not match its checksum.")]
    [InlineData("UPDATE event SET body = x'01'", "event 1: It does not match its checksum.")]
    [InlineData("UPDATE event SET key = 'other'", "event 1: Its kind or key is not that of its body.")]
    [InlineData("UPDATE event SET client = 7, sum = 0", "event 1: Its client 7 does not exist.")]
    [InlineData("UPDATE event SET time = NULL", "event 1: A value cannot be read:")]
    [InlineData("UPDATE process_table SET time = time + 1", "process_table 1: It does not match its checksum.")]
    [InlineData("UPDATE process_table SET body = x'01'", "process_table 1: It does not match its checksum.")]
    public async Task Verify_DamagedExtras_SaysWhereAndWhat(string damage, string expected)
    {
        var extras = new ReportExtras([new(Start, "kind", EventSeverity.Info, "x") { Key = "1" }], new([new(1, "init")]));
        await AppendAsync("a", Two, [Two.Report(1, Start, 1, 1)], [extras]);
        var (counts, found) = Verify();
        Assert.Equal((0, 1, 1), (found.Count, counts.Events, counts.ProcessTables));
        Execute("PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'event'; PRAGMA writable_schema=0");
        Execute($"PRAGMA foreign_keys=OFF; {damage}");
        Assert.Contains(Verify().Found, each => each.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE report SET time = time + 1 WHERE id = 2000", "report 2000: It does not match its checksum.")]
    [InlineData("UPDATE report SET payload = x'00' WHERE id = 2000", "report 2000: It does not match its checksum.")]
    [InlineData("UPDATE report SET sum = NULL, payload = x'00' WHERE id = 2000", "report 2000: The values end too early, at offset 1.")]
    [InlineData("UPDATE report SET sum = NULL, schema = 7 WHERE id = 2000", "report 2000: Its schema 7 does not exist.")]
    [InlineData("UPDATE report SET sum = NULL, client = 7 WHERE id = 2000", "report 2000: Its client 7 does not exist.")]
    [InlineData("UPDATE schema SET body = body || x'00'", "schema 1: It does not match its hash.")]
    [InlineData("UPDATE block SET stop = stop + 1 WHERE id = 1", "block 1: The row does not match its checksum.")]
    [InlineData("UPDATE block SET head = x'00' || head WHERE id = 1", "block 1: The row does not match its checksum.")]
    [InlineData("UPDATE block SET data = substr(data, 1, length(data) - 1) || x'ff' WHERE id = 1", "block 1: Entry 3 does not match its checksum.")]
    [InlineData("UPDATE block SET data = data || x'ff' WHERE id = 1", "block 1: The block's data should have")]
    [InlineData("UPDATE block SET head = NULL WHERE id = 1", "block 1: A value cannot be read:")]
    [InlineData("INSERT INTO block SELECT 99, client, tier, start, stop - 1, schema, sum, head, data FROM block WHERE id = 1", "block 1: It overlaps the block before it.")]
    [InlineData("DELETE FROM client", "block 1: Its client 1 does not exist.")]
    public async Task Verify_Damaged_SaysWhereAndWhat(string damage, string expected)
    {
        await FillAsync("a", Start + 3, Start + 3 * Hour, 5 * Second);
        await MaintainAtAsync(Start + 3 * Hour);
        Execute("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=1; PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'block'; PRAGMA writable_schema=0");
        Execute($"PRAGMA foreign_keys=OFF; {damage}");
        Assert.Contains(Verify().Found, each => each.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_NoSeriesDatabase_SaysSo()
    {
        var other = Path + ".other";
        await File.WriteAllTextAsync(other, new string('x', 5000));
        Assert.Contains("not a database", Assert.Throws<StoreUnavailableException>(() => SqliteSeries.OpenArchive(other)).Message);
        Assert.Contains("cannot be opened", Assert.Throws<StoreUnavailableException>(() => SqliteSeries.OpenArchive(Path + ".missing")).Message);
        using (var empty = SqliteFile.OpenWriter(other + "2")) SqliteFile.Execute(empty, "CREATE TABLE x (y)");
        Assert.Contains("not a series database", Assert.Throws<StoreUnavailableException>(() => SqliteSeries.OpenArchive(other + "2")).Message);
    }

    private void Execute(string sql)
    {
        using var connection = SqliteFile.OpenWriter(Path);
        SqliteFile.Execute(connection, sql);
    }

    private (VerifiedCounts Counts, List<string> Found) Verify()
    {
        using var archive = SqliteSeries.OpenArchive(Path);
        var found = new List<string>();
        var counts = archive.Verify(each => found.Add(each.ToString()), default);
        return (counts, found);
    }
}
