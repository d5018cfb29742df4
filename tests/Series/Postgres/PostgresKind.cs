using Dcmon.TimeSeries.Postgres;
using Dcmon.TimeSeries.Tests.Storage;

namespace Dcmon.TimeSeries.Tests.Postgres;

/// <summary>A PostgreSQL database of its own.</summary>
public sealed class PostgresKind(PostgresCluster? cluster = null) : IStoreKind
{
    private readonly PostgresCluster _cluster = cluster ?? PostgresCluster.Shared;
    private string? _connectionString;

    public string ConnectionString => _connectionString!;

    public async Task StartAsync() => _connectionString = await _cluster.CreateDatabaseAsync();

    public SeriesStore Open(SeriesStoreOptions options) => PostgresSeries.Open(ConnectionString, options);

    public async ValueTask DisposeAsync()
    {
        if (_connectionString is not null) await _cluster.DropDatabaseAsync(_connectionString);
    }
}
