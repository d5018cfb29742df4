using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Tests.Disk;

/// <summary>A disk that turns read-only beneath the running store, as Linux does where a file system finds an error in itself.</summary>
public sealed class ReadOnlyDiskTests() : DiskTests(() => SmallDisk.Ext4(64 * Megabyte))
{
    [Fact]
    public async Task Append_DiskTurnsReadOnly_IsRefusedAndReadingGoesOn()
    {
        Assert.Null(await TryFillAsync("a", Start));
        await MaintainAtAsync(Start + 3 * Hour);
        Assert.Null(await TryFillAsync("a", Start + 2 * Hour));
        Disk.Break();
        Assert.Contains("Read-only file system", await TryFillAsync("a", Start + 3 * Hour));
        Assert.Contains("Read-only file system", Store.Refusal);
        await AssertWholeAsync();
        await MaintainAtAsync(Start + 5 * Hour);
        Assert.Single(await BlocksAsync(Tier.Raw));
        Assert.Contains("Read-only file system", Store.Refusal);
        await AssertWholeAsync();

        // Linux lets it be written again only when it is mounted anew, and nobody can do that while its files are open.
        await Store.DisposeAsync();
        Disk.Repair();
        await ReopenAsync();
        await AssertWholeAsync();
        Assert.Null(await TryFillAsync("a", Start + 3 * Hour));
        await Store.CompactAsync(default);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Open_DiskReadOnly_SaysSo()
    {
        await Store.DisposeAsync();
        Disk.Break();
        Assert.Contains("Read-only file system", Assert.Throws<StoreUnavailableException>(Open).Message);
        Disk.Repair();
        Open();
    }
}
