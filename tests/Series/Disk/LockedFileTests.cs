using System.Diagnostics;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace Dcmon.TimeSeries.Tests.Disk;

/// <summary>Another program has locked the file: an operator's shell, say.</summary>
public sealed class LockedFileTests() : StoreTests(new SqliteKind())
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3 * SqliteFile.LockWait);

    private string Path => ((SqliteKind)Kind).Path;

    [Fact]
    public async Task Append_FileLocked_WaitsALittleThenRefusesAndRecovers()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        await FillAsync("b", Start + 3, Start + Hour);
        using var other = Lock("BEGIN EXCLUSIVE");
        var waited = Stopwatch.StartNew();
        // They come to lie in one transaction, or two: none of them waits for the lock by itself.
        var appends = Enumerable.Range(1, 20).Select(i => FillAsync(i % 2 == 0 ? "a" : "b", Start + i * Hour + 3, Start + (i + 1) * Hour)).ToList();
        Assert.Equal(360, (await ScanAsync("a", "load1")).Count);
        foreach (var append in appends)
            Assert.Contains("Another program has locked", (await Assert.ThrowsAsync<StoreUnavailableException>(() => append)).Message);
        Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(SqliteFile.LockWait - 1), Bound);
        Assert.Contains(Path, Store.Refusal);
        SqliteFile.Execute(other, "ROLLBACK");
        Assert.All(await FillAsync("a", Start + Hour + 3, Start + 2 * Hour), Assert.True);
        Assert.Null(Store.Refusal);
        Assert.Equal(720, (await ScanAsync("a", "load1")).Count);
        Assert.Equal(360, (await ScanAsync("b", "load1")).Count);
    }

    [Fact]
    public async Task Append_FileLockedForAMoment_IsStored()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        using var other = Lock("BEGIN EXCLUSIVE");
        var append = FillAsync("a", Start + Hour + 3, Start + 2 * Hour);
        Assert.Equal(360, (await ScanAsync("a", "load1")).Count);
        Assert.False(append.IsCompleted);
        SqliteFile.Execute(other, "ROLLBACK");
        Assert.All(await append, Assert.True);
    }

    [Fact]
    public async Task Open_FileLocked_SaysSo()
    {
        await Store.DisposeAsync();
        using (Lock("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE"))
        {
            var waited = Stopwatch.StartNew();
            Assert.Contains("Another program has locked", Assert.Throws<StoreUnavailableException>(Open).Message);
            Assert.InRange(waited.Elapsed, TimeSpan.Zero, Bound);
        }

        Open();
    }

    private SqliteConnection Lock(string sql)
    {
        var connection = SqliteFile.OpenWriter(Path);
        SqliteFile.Execute(connection, sql);
        return connection;
    }
}
