using Dcmon.Testing;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;

namespace Dcmon.TimeSeries.Tests.Sqlite;

/// <summary>A SQLite file of its own.</summary>
public sealed class SqliteKind : IStoreKind
{
    private readonly TemporaryDirectory _directory = new();

    public string Path => _directory.File("series.db");

    public Task StartAsync() => Task.CompletedTask;

    public SeriesStore Open(SeriesStoreOptions options) => SqliteSeries.Open(Path, options);

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
