using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Deletes what is older than its time or more than its room, and gives the space back.</summary>
internal sealed class Retention(IHousekeeping database, MaintenanceOptions options, DiskGuard disk)
{
    private volatile MaintenanceOptions _options = options;

    /// <summary>Blocks deleted in one transaction.</summary>
    private const int AtOnce = 64;

    /// <summary>Events or process tables deleted in one transaction.</summary>
    private const int RowsAtOnce = 1_000;

    /// <summary>Process tables of this time before now stay even where there is no room, milliseconds.</summary>
    private const long ProcessesLeft = 3_600_000;

    /// <summary>How often everything beside the blocks is measured, milliseconds.</summary>
    private const long MeasureRestEvery = 60_000;

    /// <summary>Events may take one part in so many of the store's room.</summary>
    private const int EventsPart = 4;

    private static readonly Tier[] Tiers = [Tier.Raw, Tier.FiveMinutes, Tier.OneHour];

    private RestSize _rest;
    private long _nextRest = long.MinValue;

    /// <summary>What the database measured last.</summary>
    public StoreSize Size { get; private set; }

    /// <summary>Sets the retention from now on.</summary>
    public void Keep(MaintenanceOptions now)
    {
        _options = now;
        disk.Keep(now.MinDiskFree);
    }

    /// <summary>Measures the free space.</summary>
    public async Task MeasureAsync()
    {
        Size = await database.MeasureAsync().ConfigureAwait(false);
        disk.Measured(Size.DiskFree);
    }

    /// <summary>Blocks of a tier that end by this time are over their time; Unix milliseconds.</summary>
    public long Until(Tier tier, long now) => now - (long)_options.RetentionOf(tier).TotalMilliseconds;

    /// <summary>Deletes blocks whose time is over; how many.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="cancel">Stops between two transactions.</param>
    public async Task<int> ExpireAsync(long now, CancellationToken cancel)
    {
        var all = 0;
        foreach (var tier in Tiers)
        {
            var before = Until(tier, now);
            for (var deleted = AtOnce; deleted == AtOnce && !cancel.IsCancellationRequested; all += deleted)
                deleted = await database.ExpireAsync(tier, before, AtOnce).ConfigureAwait(false);
        }

        return all;
    }

    /// <summary>Deletes events and process tables whose time is over.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="cancel">Stops between two transactions.</param>
    public async Task ExpireExtrasAsync(long now, CancellationToken cancel)
    {
        await DeleteAsync(database.ExpireEventsAsync, now - (long)_options.Events.TotalMilliseconds, cancel).ConfigureAwait(false);
        await DeleteAsync(database.ExpireProcessesAsync, now - (long)_options.Processes.TotalMilliseconds, cancel).ConfigureAwait(false);
    }

    /// <summary>Deletes events, process tables and the oldest blocks while the database holds more than it may; how many blocks.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="cancel">Stops between two transactions.</param>
    public async Task<int> ShrinkAsync(long now, CancellationToken cancel)
    {
        if (_options.MaxBytes is not { } most) return 0;
        if (now >= _nextRest)
        {
            _nextRest = now + MeasureRestEvery;
            await MeasureAllAsync().ConfigureAwait(false);
        }

        while (_rest.Events > most / EventsPart && !cancel.IsCancellationRequested
            && await database.ExpireEventsOfLargestAsync(RowsAtOnce).ConfigureAwait(false) > 0)
            await MeasureAllAsync().ConfigureAwait(false);
        if (IsTooLarge && await DeleteAsync(database.ExpireProcessesAsync, now - ProcessesLeft, cancel).ConfigureAwait(false) > 0)
            await MeasureAllAsync().ConfigureAwait(false);
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

    private static async Task<int> DeleteAsync(Func<long, int, Task<int>> delete, long before, CancellationToken cancel)
    {
        var all = 0;
        for (var deleted = RowsAtOnce; deleted == RowsAtOnce && !cancel.IsCancellationRequested; all += deleted)
            deleted = await delete(before, RowsAtOnce).ConfigureAwait(false);
        return all;
    }

    private bool IsTooLarge => _options.MaxBytes is { } most && Size.Used + (Size.BlocksOnly ? _rest.All : 0) > most;

    private async Task MeasureAllAsync()
    {
        _rest = await database.MeasureRestAsync().ConfigureAwait(false);
        await MeasureAsync().ConfigureAwait(false);
    }
}
