using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Tests.Disk;

public sealed class FullDiskTests() : DiskTests(() => SmallDisk.Memory(32 * Megabyte))
{
    [Fact]
    public async Task Append_DiskFull_IsRefusedAndTakenAgainWhenThereIsRoom()
    {
        Disk.Fill(leave: 3 * Megabyte);
        Assert.Contains("full", await AppendUntilRefusedAsync());
        Assert.Contains("full", Store.Refusal);
        await AssertWholeAsync();
        Assert.Contains("full", await TryFillAsync("a", Start + 20 * Day));
        Disk.MakeRoom();
        Assert.Null(await TryFillAsync("a", Start + 20 * Day));
        Assert.Null(Store.Refusal);
        await AssertWholeAsync();
        await ReopenAsync();
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Append_DiskFillsSlowly_IsRefusedWhileThereIsRoomToTidyUp()
    {
        Options = Options with { MinDiskFree = 8 * Megabyte };
        await ReopenAsync();
        Assert.Contains("8 MB are kept free", await AppendUntilRefusedAsync(() => Store.MaintainAsync(default)));
        Assert.Contains("8 MB are kept free", Store.Refusal);
        Assert.NotEqual(0, await CountLogAsync());
        await MaintainAtAsync(Start + 20 * Day);
        Assert.Equal(0, await CountLogAsync());
        await AssertWholeAsync();
        Assert.NotNull(Store.Refusal);
        await Store.CompactAsync(default);
        await MaintainAtAsync(Start + 21 * Day);
        Assert.Null(Store.Refusal);
        Assert.Null(await TryFillAsync("a", Start + 20 * Day));
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Open_DiskFull_SaysSo()
    {
        Assert.Null(await TryFillAsync("a", Start));
        await Store.DisposeAsync();
        Disk.Fill(leave: 0);
        Assert.Contains("No space left", Assert.Throws<StoreUnavailableException>(Open).Message);
        Disk.MakeRoom();
        await ReopenAsync();
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Maintain_DiskFull_EachChangeIsWholeOrNotMade()
    {
        for (var hour = Start; hour < Start + 26 * Hour; hour += Hour)
            Assert.Null(await TryFillAsync("a", hour));
        var time = Start + Day + 3 * Hour;
        Time.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(time));
        await WithRoomAsync(0);
        Assert.Empty(await BlocksAsync(Tier.Raw));
        Assert.Contains("full", Store.Refusal);
        // A little more room each time: it ends at another place each time.
        for (var room = 64 * 1024; await CountLogAsync() > 0 || await BlocksAsync(Tier.OneHour) is []; room += 192 * 1024)
        {
            Assert.True(room < 16 * Megabyte, "It never gets to its end.");
            try
            {
                await WithRoomAsync(room);
            }
            catch (StoreUnavailableException full)
            {
                Assert.Contains("full", full.Message);
            }

            await AssertWholeAsync();
        }

        Disk.MakeRoom();
        Assert.Null(await TryFillAsync("a", Start + 26 * Hour));
        await AssertWholeAsync();

        Task WithRoomAsync(long room)
        {
            Disk.Fill(room);
            return MaintainAtAsync(time += 10 * Minute);
        }
    }
}
