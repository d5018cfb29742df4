using Dcmon.Testing;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;

namespace Dcmon.TimeSeries.Tests.Disk;

/// <summary>A SQLite file on a disk of its own.</summary>
internal sealed class DiskKind(Func<SmallDisk> mount) : IStoreKind
{
    private SmallDisk? _disk;

    public SmallDisk Disk => _disk!;

    public string Path => System.IO.Path.Combine(Disk.Path, "series.db");

    public Task StartAsync()
    {
        _disk = mount();
        return Task.CompletedTask;
    }

    public SeriesStore Open(SeriesStoreOptions options) => SqliteSeries.Open(Path, options);

    public ValueTask DisposeAsync()
    {
        _disk?.Dispose();
        return ValueTask.CompletedTask;
    }
}
