using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;
using Microsoft.Extensions.Logging;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Makes blocks of reports, and larger blocks of smaller ones. Each step is one change of the database.</summary>
internal sealed partial class Compactor(ISeriesDatabase database, SchemaCache schemas, OpenWindows windows, DamageLog damage, ILogger log)
{
    /// <summary>Blocks of 1-hour roll-ups that are left as they are until their month is over.</summary>
    private const int FewHourBlocks = 8;

    /// <summary>What was done so far.</summary>
    public MaintenanceTally Tally { get; } = new();

    /// <summary>Seals a window of a client: its reports become a block, or go into the block that is there.</summary>
    public async Task SealAsync(string client, long stop, CancellationToken cancel)
    {
        var began = windows.LastArrival(client, stop);
        var id = await database.ReadAsync(snapshot => snapshot.FindClient(client), cancel).ConfigureAwait(false);
        if (id is { } known && !await RebuildAsync(known, stop - Spans.Window, stop, [], cancel).ConfigureAwait(false)) return;
        windows.Sealed(client, stop, began);
        Tally.Sealed();
    }

    /// <summary>Merges the blocks of each day that has more than one.</summary>
    /// <param name="before">Unix milliseconds; days that ended by then.</param>
    /// <param name="begun">Whether days that are not over are merged too, up to their last sealed window.</param>
    /// <param name="cancel">Stops between two days.</param>
    public async Task MergeDaysAsync(long before, bool begun, CancellationToken cancel)
    {
        var small = await database.ReadAsync(snapshot => snapshot.SmallRawBlocks(before), cancel).ConfigureAwait(false);
        foreach (var day in small.GroupBy(each => (each.Client, Stop: Spans.Stop(each.Stop, Spans.Day))))
        {
            var isOver = day.Key.Stop <= before;
            if (!isOver && !(begun && day.Count() > 1)) continue;
            cancel.ThrowIfCancellationRequested();
            var stop = isOver ? day.Key.Stop : day.Max(each => each.Stop);
            if (await RebuildAsync(day.Key.Client, day.Key.Stop - Spans.Day, stop, [], cancel).ConfigureAwait(false)) Tally.MergedDay();
            if (database.Trouble is not null) return;
        }
    }

    /// <summary>Merges 1-hour roll-ups where many small blocks have come together, or their month is over.</summary>
    public async Task MergeMonthsAsync(long now, CancellationToken cancel)
    {
        var blocks = await database.ReadAsync(snapshot => snapshot.HourBlocks(), cancel).ConfigureAwait(false);
        foreach (var month in blocks.GroupBy(each => (each.Client, Stop: Spans.Stop(each.Stop, Spans.Month))))
        {
            var count = month.Count();
            if (count < 2 || (count < FewHourBlocks && month.Key.Stop > now)) continue;
            cancel.ThrowIfCancellationRequested();
            await GuardAsync(() => MergeMonthAsync(month.Key.Client, month.Key.Stop, cancel)).ConfigureAwait(false);
            if (database.Trouble is not null) return;
        }
    }

    /// <summary>Sets a damaged block aside and keeps what can be read of it. Where that fails, it is known to be damaged still.</summary>
    public async Task SalvageAsync(DamagedBlock damaged, CancellationToken cancel)
    {
        var done = false;
        if (damaged.Block is { Tier: Tier.Raw, IsIntact: true })
            done = await RebuildAsync(damaged.Client, damaged.Block.Start, damaged.Block.Stop, [damaged], cancel).ConfigureAwait(false);
        else
            await GuardAsync(async () =>
            {
                var change = await database.ReadAsync(snapshot => Replacement(snapshot, damaged), cancel).ConfigureAwait(false);
                done = change is not null && await ChangeAsync(change, cancel).ConfigureAwait(false);
            }).ConfigureAwait(false);
        if (!done && await database.ReadAsync(snapshot => IsThere(snapshot, damaged), cancel).ConfigureAwait(false))
            damage.Found(damaged.Client, damaged.Block, damaged.Reason);
    }

    /// <summary>Where the row itself cannot be trusted, nothing says whose its data is, or of what time.</summary>
    private BlockChange? Replacement(ISeriesSnapshot snapshot, DamagedBlock damaged) => damaged.Block.IsIntact
        ? SummarySalvage.Make(snapshot, schemas, damaged, (block, reason) => damage.Found(damaged.Client, block, reason))
        : new BlockChange(damaged.Client) { SetAside = [(damaged.Block.Id, damaged.Reason)] };

    private static bool IsThere(ISeriesSnapshot snapshot, DamagedBlock damaged) =>
        snapshot.Blocks(damaged.Client, damaged.Block.Tier, damaged.Block.Start, damaged.Block.Stop)
            .Any(block => block.Id == damaged.Block.Id);

    private async Task MergeMonthAsync(long client, long stop, CancellationToken cancel)
    {
        var hours = await database.ReadAsync(
            snapshot => snapshot.Blocks(client, Tier.OneHour, stop - Spans.Month, stop)
                .Select(block => ReadHours(snapshot, client, block)).ToList(),
            cancel).ConfigureAwait(false);
        if (hours.Count < 2 || hours.Contains(null)) return;
        var joined = SummaryMerge.Join(hours!);
        foreach (var hour in hours)
            if (hour!.Damage is { } reason) damage.Found(client, hour.Block, reason);
        if (hours.Any(hour => hour!.Damage is not null)) return;
        var change = new BlockChange(client) { Remove = [.. hours.Select(each => each!.Block.Id)], Insert = [joined] };
        if (await ChangeAsync(change, cancel).ConfigureAwait(false)) Tally.MergedMonth();
    }

    private SummaryRows? ReadHours(ISeriesSnapshot snapshot, long client, BlockRow block)
    {
        try
        {
            return new SummaryRows(snapshot, block, schemas.Get(snapshot, block.Schema).Series);
        }
        catch (BlockFormatException damaged)
        {
            damage.Found(client, block, damaged.Message);
            return null;
        }
    }

    /// <summary>False where it failed or the database has changed since; it is tried again.</summary>
    private async Task<bool> RebuildAsync(
        long client, long start, long stop, IReadOnlyList<DamagedBlock> known, CancellationToken cancel)
    {
        var done = false;
        await GuardAsync(async () =>
        {
            var rebuild = await database.ReadAsync(
                snapshot => SpanRebuild.Read(snapshot, schemas, client, start, stop, known), cancel).ConfigureAwait(false);
            done = rebuild is null;
            if (rebuild is null) return;
            var change = rebuild.Make();
            foreach (var found in rebuild.Found)
                damage.Found(client, found.Block, found.Reason);
            done = rebuild.Found.Count == 0 && await ChangeAsync(change, cancel).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return done;
    }

    /// <summary>Applies a change; logs and counts what it sets aside.</summary>
    private async Task<bool> ChangeAsync(BlockChange change, CancellationToken cancel)
    {
        if (!await database.ChangeAsync(change, cancel).ConfigureAwait(false)) return false;
        foreach (var (block, reason) in change.SetAside)
            SaySetAside(block, reason);
        foreach (var report in change.DamagedReports)
            SayReportSetAside(report.Sequence, report.Time);
        Tally.SetAside(change.SetAside.Count + change.DamagedReports.Count);
        return true;
    }

    private async Task GuardAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One client's failure must not stop the others: it is logged, and tried again later.
            Tally.Failed();
            SayFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Block {Block} is damaged and was set aside: {Reason}")]
    private partial void SaySetAside(long block, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Report {Sequence} of time {Time} is damaged and was set aside")]
    private partial void SayReportSetAside(long sequence, long time);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Maintenance of the series store failed and will be retried")]
    private partial void SayFailed(Exception failure);
}
