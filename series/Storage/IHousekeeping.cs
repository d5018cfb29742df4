using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Storage;

/// <summary>What keeps a database from growing for ever. Each call is one short transaction, so that appends get between.</summary>
internal interface IHousekeeping
{
    /// <summary>Deletes blocks whose time is over, oldest first.</summary>
    /// <param name="tier">Of this tier.</param>
    /// <param name="before">Unix milliseconds; blocks that stop at or before it.</param>
    /// <param name="most">No more than so many.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> ExpireAsync(Tier tier, long before, int most);

    /// <summary>Deletes events from before a time (Unix milliseconds), oldest first, no more than so many; how many.</summary>
    Task<int> ExpireEventsAsync(long before, int most);

    /// <summary>Deletes the oldest events of the client that has most bytes of them, no more than so many; how many.</summary>
    Task<int> ExpireEventsOfLargestAsync(int most);

    /// <summary>Deletes process tables from before a time, as events.</summary>
    Task<int> ExpireProcessesAsync(long before, int most);

    /// <summary>Deletes schemas that no block and no report names and that were not used since then; returns how many.</summary>
    Task<int> DropUnusedSchemasAsync(long unusedSince);

    /// <summary>How large the database is.</summary>
    Task<StoreSize> MeasureAsync();

    /// <summary>How much of it is not in blocks. It reads a row of each report and event: once a minute is enough.</summary>
    Task<RestSize> MeasureRestAsync();

    /// <summary>Gives some of the free space back to the disk; true where there may be more.</summary>
    /// <param name="everything">Whether nothing is left for the blocks to come.</param>
    Task<bool> GiveBackAsync(bool everything = false);

    /// <summary>Brings the files to their final size after much has changed; may hold up appends for a moment.</summary>
    Task<bool> SettleAsync();
}

/// <summary>How large a database is.</summary>
/// <param name="Used">Bytes that hold something.</param>
/// <param name="Free">Bytes inside the database that hold nothing.</param>
/// <param name="DiskFree">Bytes that its disk has left; null where that is not known.</param>
/// <param name="BlocksOnly">Whether <see cref="RestSize"/> comes on top of <paramref name="Used"/>.</param>
internal readonly record struct StoreSize(long Used, long Free, long? DiskFree, bool BlocksOnly);

/// <summary>Bytes of what a database holds beside its blocks.</summary>
/// <param name="Log">Reports that are not in blocks yet.</param>
/// <param name="Events">Events.</param>
/// <param name="Processes">Process tables.</param>
internal readonly record struct RestSize(long Log, long Events, long Processes)
{
    /// <summary>All of them.</summary>
    public long All => Log + Events + Processes;
}
