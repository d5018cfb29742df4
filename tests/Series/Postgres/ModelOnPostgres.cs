using Dcmon.TimeSeries.Tests.Model;

namespace Dcmon.TimeSeries.Tests.Postgres;

/// <summary>The server is killed here, so it is not the one of the other tests.</summary>
public sealed class ModelOnPostgres(PostgresFailureTests.OwnCluster own)
    : ModelTests(new PostgresKind(own.Cluster)), IClassFixture<PostgresFailureTests.OwnCluster>
{
    protected override async Task<bool[]> CrashAsync(IReadOnlyList<Task> underWay)
    {
        own.Cluster.Stop();
        await Task.WhenAll(underWay).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.All(underWay, each => Assert.True(each.Exception is null or { InnerException: StoreUnavailableException }, $"{each.Exception}"));
        own.Cluster.Start();
        await ReopenAsync();
        return [.. underWay.Select(each => each.IsCompletedSuccessfully)];
    }
}
