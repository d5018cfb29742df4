using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Postgres;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Tests.Storage;
using Npgsql;

namespace Dcmon.TimeSeries.Tests.Postgres;

/// <summary>A server that goes away, refuses or is not there. It is killed here, so it is not the one of the other tests.</summary>
public sealed class PostgresFailureTests(PostgresFailureTests.OwnCluster own)
    : StoreTests(new PostgresKind(own.Cluster)), IClassFixture<PostgresFailureTests.OwnCluster>
{
    private string ConnectionString => ((PostgresKind)Kind).ConnectionString;

    [Fact]
    public async Task Append_ServerKilledAndBack_HealsAndHasAllThatWasAcknowledged()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        Assert.Equal(360, (await ScanAsync("a", "load1")).Count);
        own.Cluster.Stop();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => FillAsync("a", Start + Hour + 3, Start + 2 * Hour));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => ScanAsync("a", "load1"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => MaintainAtAsync(Start + Hour));
        own.Cluster.Start();
        Assert.Equal(360, (await ScanAsync("a", "load1")).Count);
        Assert.All(await FillAsync("a", Start + Hour + 3, Start + 2 * Hour), Assert.True);
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.Single(await BlocksAsync(Tier.Raw));
        Assert.Equal(720, (await ScanAsync("a", "load1")).Count);
    }

    [Fact]
    public async Task Append_ServerKilledAndBackUnnoticed_IsStoredWithoutAnError()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        own.Cluster.Stop();
        own.Cluster.Start();
        var appends = Enumerable.Range(0, 20).Select(i => AppendAsync("a", Two, Two.Report(9_000_000 + i, Start + Hour + i, i, i)));
        Assert.All(await Task.WhenAll(appends), stored => Assert.True(stored[0]));
        Assert.Equal(380, (await ScanAsync("a", "load1")).Count);
    }

    [Fact]
    public async Task Write_Deadlock_IsTriedAgain()
    {
        await PostgresCluster.ExecuteAsync(ConnectionString, "CREATE TABLE pair (id int, n int); INSERT INTO pair VALUES (1, 0), (2, 0)");
        await using var one = new SqlWriter(new SqlWriterOptions("one", Connect));
        await using var two = new SqlWriter(new SqlWriterOptions("two", Connect));
        using var both = new Barrier(2);
        var tries = 0;
        int Change(SqlSession session, int first, int second)
        {
            session.Execute("UPDATE pair SET n = n + 1 WHERE id = @id", ("@id", first));
            // The third try is that of the one that was chosen to fail, and has nobody to wait for.
            if (Interlocked.Increment(ref tries) <= 2) both.SignalAndWait();
            return session.Execute("UPDATE pair SET n = n + 1 WHERE id = @id", ("@id", second));
        }

        await Task.WhenAll(one.WriteAsync(session => Change(session, 1, 2)), two.WriteAsync(session => Change(session, 2, 1)));
        Assert.Equal(3, tries);
        Assert.Equal(4L, await PostgresCluster.ExecuteAsync(ConnectionString, "SELECT sum(n) FROM pair"));

        NpgsqlConnection Connect()
        {
            var connection = new NpgsqlConnection(ConnectionString);
            connection.Open();
            return connection;
        }
    }

    [Fact]
    public async Task Open_TablesOfNewerProgram_SaysSo()
    {
        await Store.DisposeAsync();
        await PostgresCluster.ExecuteAsync(ConnectionString, "UPDATE series_format SET version = 99");
        Assert.Contains("newer program", Assert.Throws<InvalidOperationException>(Open).Message);
        await PostgresCluster.ExecuteAsync(ConnectionString, "UPDATE series_format SET version = 2");
        Open();
    }

    [Fact]
    public async Task Open_ServerCommitsWithoutDisk_WritesWithItNevertheless()
    {
        await Store.DisposeAsync();
        var database = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
        await PostgresCluster.ExecuteAsync(ConnectionString, $"ALTER DATABASE {database} SET synchronous_commit = off");
        Open();
        var commits = await ((SqlSeriesDatabase)Store.Database).ScalarAsync("SELECT current_setting('synchronous_commit')");
        Assert.Equal("on", commits);
    }

    [Fact]
    public void Open_NobodyThere_SaysWhereAndNotThePassword()
    {
        var refused = Assert.Throws<StoreUnavailableException>(
            () => PostgresSeries.Open("Host=127.0.0.1;Port=1;Database=series;Username=u;Password=Quxzyw"));
        Assert.Contains("127.0.0.1, port 1, database series", refused.Message);
        Assert.DoesNotContain("Quxzyw", refused.ToString());
    }

    [Theory]
    [InlineData("postgres://u:Quxzyw@127.0.0.1/series")]
    [InlineData("Host=h;Password=a;Quxzyw=b")]
    [InlineData("Host=h;Port=Quxzyw")]
    [InlineData("Database=Quxzyw")]
    [InlineData("Quxzyw")]
    public void Open_NoConnectionString_SaysSoAndNothingOfIt(string text) =>
        Assert.DoesNotContain("Quxzyw", Assert.Throws<FormatException>(() => PostgresSeries.Open(text)).ToString());

    /// <summary>One for the tests of this class, which run one after the other.</summary>
    public sealed class OwnCluster : IDisposable
    {
        public PostgresCluster Cluster { get; } = new();

        public void Dispose() => Cluster.Dispose();
    }
}
