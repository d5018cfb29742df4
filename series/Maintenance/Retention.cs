using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Deletes what is older than its time or more than its room, and gives the space back.</summary>
internal sealed class Retention(IHousekeeping database, MaintenanceOptions options, DiskGuard disk)
{
    /// <summary>Blocks deleted in one transaction.</summary>
    private const int AtOnce = 64;

    private static readonly Tier[] Tiers = [Tier.Raw, Tier.FiveMinutes, Tier.OneHour];

    /// <summary>What the database measured last.</summary>
    public StoreSize Size { get; private set; }

    /// <summary>Looks how much room there is.</summary>
    public async Task MeasureAsync()
    {
        Size = await database.MeasureAsync().ConfigureAwait(false);
        disk.Measured(Size.DiskFree);
    }

    /// <summary>Deletes blocks whose time is over; how many.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="cancel">Stops between two transactions.</param>
    public async Task<int> ExpireAsync(long now, CancellationToken cancel)
    {
        var all = 0;
        foreach (var tier in Tiers)
        {
            var before = now - (long)options.Kept(tier).TotalMilliseconds;
            for (var deleted = AtOnce; deleted == AtOnce && !cancel.IsCancellationRequested; all += deleted)
                deleted = await database.ExpireAsync(tier, before, AtOnce).ConfigureAwait(false);
        }

        return all;
    }

    /// <summary>Deletes the oldest blocks while the database holds more than it may; how many.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="cancel">Stops between two transactions.</param>
    public async Task<int> ShrinkAsync(long now, CancellationToken cancel)
    {
        var all = 0;
        foreach (var tier in Tiers)
            while (IsTooLarge && !cancel.IsCancellationRequested)
            {
                var deleted = await database.ExpireAsync(tier, now - Spans.Day, 8).ConfigureAwait(false);
                if (deleted == 0) break;
                all += deleted;
                await MeasureAsync().ConfigureAwait(false);
            }

        return all;
    }

    /// <summary>Gives free space back to the disk, a little at a time.</summary>
    /// <param name="everything">Whether nothing is left for the blocks to come.</param>
    /// <param name="cancel">Stops between two transactions.</param>
    public async Task GiveBackAsync(bool everything, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && await database.GiveBackAsync(everything).ConfigureAwait(false))
        {
        }
    }

    private bool IsTooLarge => options.MaxBytes is { } most && Size.Used > most;
}
