using Dcmon.Grains.Tests.Cluster;
using Dcmon.Testing;
using Microsoft.Data.Sqlite;

namespace Dcmon.Grains.Tests.Storage;

/// <summary>What a disk in trouble does to the grains' state on it.</summary>
public sealed class FullDiskTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public async Task Write_DiskFull_FailsAndWorksWhenThereIsRoom()
    {
        using var disk = SmallDisk.Memory(32 * Megabyte);
        await using var cluster = await GrainCluster.StartAsync(disk.Path, silos: 1);
        var counter = new StoredCounter(cluster.GrainStorage);
        var state = await counter.Write(1);
        disk.Fill(leave: 0);
        // What is there already of the log is written over first.
        var full = await Assert.ThrowsAsync<SqliteException>(async () =>
        {
            for (var i = 0; i < 10_000; i++) await new StoredCounter(counter.Storage).Write(i);
        });
        Assert.True(IsFull(full), $"{full.SqliteExtendedErrorCode}: {full.Message}");
        Assert.Equal(1, await counter.Value());
        disk.MakeRoom();
        await counter.Write(2, state);
        Assert.Equal(2, await counter.Value());
    }

    [Fact]
    public async Task Write_DiskFullWithAReserve_ThousandChangesAreStored()
    {
        using var disk = SmallDisk.Memory(128 * Megabyte);
        await using var cluster = await GrainCluster.StartAsync(disk.Path, silos: 1);
        var counter = new StoredCounter(cluster.GrainStorage);
        var state = await counter.Write(0);
        disk.Fill(leave: 0);
        for (var i = 1; i <= 1_000; i++) state = await counter.Write(i, state);
        Assert.Equal(1_000, await counter.Value());
        Assert.Empty(Directory.GetFiles(disk.Path, "*.reserve"));
        disk.MakeRoom();
        await counter.Write(1_001, state);
        Assert.Single(Directory.GetFiles(disk.Path, "*.reserve"));
    }

    [Fact]
    public async Task Write_DiskTurnsReadOnly_FailsAndReadsGoOn()
    {
        using var disk = SmallDisk.Ext4(64 * Megabyte);
        await using var cluster = await GrainCluster.StartAsync(disk.Path, silos: 1);
        var counter = new StoredCounter(cluster.GrainStorage);
        var state = await counter.Write(1);
        disk.Break();
        await Assert.ThrowsAsync<SqliteException>(() => counter.Write(2, state));
        Assert.Equal(1, await counter.Value());
    }

    [Fact]
    public async Task Start_FileCannotBeOpened_SaysSo()
    {
        using var folder = new TemporaryDirectory();
        Directory.CreateDirectory(folder.File("grains.db"));
        await Assert.ThrowsAnyAsync<Exception>(() => GrainCluster.StartAsync(folder.Path, silos: 1));
        Directory.Delete(folder.File("grains.db"));
        await using var cluster = await GrainCluster.StartAsync(folder.Path, silos: 1);
    }

    /// <summary>SQLITE_FULL where the log grows, SQLITE_IOERR_SHMSIZE where its index does.</summary>
    private static bool IsFull(SqliteException error) => error is { SqliteErrorCode: 13 } or { SqliteExtendedErrorCode: 10 | (19 << 8) };
}
