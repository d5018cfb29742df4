using Dcmon.Testing;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Sqlite;

namespace Dcmon.TimeSeries.Tests.Sqlite;

public sealed class SqlWriterTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Write_OneFailsAfterTheTroubleIsOver_TheOthersOfItsCommitAreStored()
    {
        await using var writer = new SqlWriter(new SqlWriterOptions("test", () => SqliteFile.OpenWriter(_directory.File("test.db")))
        {
            Trouble = _ => "The disk is full.",
        });
        await writer.WriteAsync(session => session.Execute("CREATE TABLE number (n INTEGER)"));
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => writer.WriteAsync(session => session.Execute("INSERT INTO nowhere VALUES (1)")));
        Assert.Equal("The disk is full.", refused.Message);
        Assert.Equal("The disk is full.", writer.Trouble);

        using var hold = new ManualResetEventSlim();
        var first = writer.WriteAsync(_ => hold.Wait(TimeSpan.FromSeconds(30)));
        var bad = writer.WriteAsync<int>(_ => throw new InvalidOperationException("bad"));
        var good = writer.WriteAsync(session => session.Execute("INSERT INTO number VALUES (1)"), size: 1);
        hold.Set();
        Assert.True(await first);
        Assert.Equal("bad", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.Equal(1, await good);
        Assert.Null(writer.Trouble);
    }
}
