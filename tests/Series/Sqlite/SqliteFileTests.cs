using Dcmon.Testing;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;

namespace Dcmon.TimeSeries.Tests.Sqlite;

public sealed class SqliteFileTests() : StoreTests(new SqliteKind())
{
    private string Path => ((SqliteKind)Kind).Path;

    [Fact]
    public async Task Open_FileOfNewerProgram_SaysSo()
    {
        await Store.DisposeAsync();
        using (var connection = SqliteFile.OpenWriter(Path))
            SqliteFile.Execute(connection, "PRAGMA user_version = 99");
        var refused = Assert.Throws<InvalidOperationException>(Open);
        Assert.Contains("newer program", refused.Message);
        using (var connection = SqliteFile.OpenWriter(Path))
            SqliteFile.Execute(connection, "PRAGMA user_version = 3");
        Open();
    }

    [Fact]
    public async Task Append_DiskFull_FailsClearlyAndRecovers()
    {
        await AppendAsync("a", Two, Two.Report(1, 1000, 1, 1));
        // SQLite's own bound on the file has the effect of a full disk, and can be lifted again.
        var database = (SqlSeriesDatabase)Store.Database;
        await database.ExecuteAsync("PRAGMA max_page_count = 1");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => FillAsync("a", Start, Start + 2 * Hour));
        Assert.Single(await ScanAsync("a", "load1"));
        await database.ExecuteAsync("PRAGMA max_page_count = 1000000");
        Assert.All(await FillAsync("a", Start, Start + 2 * Hour), Assert.True);
    }

    [Fact]
    public async Task Shrink_TooLarge_DropsProcessTablesBeforeBlocks()
    {
        Options = Options with { MaxBytes = 1, Processes = TimeSpan.FromDays(30) };
        await ReopenAsync();
        foreach (var minute in new[] { 1, 29, 31, 60 })
            await AppendAsync("a", Two, [Two.Report(minute, Start + minute * Minute, 1, 1)], [new([], new([new(minute, "p")]))]);
        await MaintainAtAsync(Start + 90 * Minute);
        Assert.Null(await Store.FindProcessesAsync("a", Start + 30 * Minute, default));
        Assert.NotNull(await Store.FindProcessesAsync("a", Start + 31 * Minute, default));
        Assert.Equal(4, (await ScanAsync("a", "load1")).Count);
    }

    [Fact]
    public async Task GiveBack_AfterRetention_ShrinksTheFile()
    {
        await FillAsync("a", Start + 3, Start + 40 * Day, 30 * Second);
        await Store.DisposeAsync();
        var before = new FileInfo(Path).Length;
        Open();
        await MaintainAtAsync(Start + 80 * Day);
        await Store.DisposeAsync();
        Assert.True(new FileInfo(Path).Length < before / 2, $"{before} bytes before, {new FileInfo(Path).Length} after");
        Open();
    }

    [Fact]
    public async Task Append_DiskNearlyFull_IsRefusedUntilThereIsRoom()
    {
        Options = Options with { MinDiskFree = long.MaxValue - 1 };
        await ReopenAsync();
        await MaintainAtAsync(Start + Minute);
        Assert.NotNull(Store.Refusal);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => FillAsync("a", Start + 3, Start + Minute));
        Assert.Contains("MB", refused.Message);
        Options = Options with { MinDiskFree = 0 };
        await ReopenAsync();
        await MaintainAtAsync(Start + 2 * Minute);
        Assert.All(await FillAsync("a", Start + 3, Start + Minute), Assert.True);
    }
}
