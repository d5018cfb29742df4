using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;
using Microsoft.Extensions.Logging;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Makes blocks of reports, and larger blocks of smaller ones. Each step is one change of the database.</summary>
internal sealed partial class Compactor(ISeriesDatabase database, SchemaCache schemas, OpenWindows windows, ILogger log)
{
    /// <summary>Blocks of 1-hour roll-ups that are left as they are until their month is over.</summary>
    private const int FewHourBlocks = 8;

    /// <summary>What was done so far.</summary>
    public MaintenanceTally Tally { get; } = new();

    /// <summary>Seals a window of a client: its reports become a block, or go into the block that is there.</summary>
    public async Task SealAsync(string client, long stop, CancellationToken cancel)
    {
        var began = windows.LastCame(client, stop);
        var id = await database.ReadAsync(snapshot => snapshot.FindClient(client), cancel).ConfigureAwait(false);
        if (id is { } known && !await RebuildAsync(known, stop - Spans.Window, stop, [], cancel).ConfigureAwait(false)) return;
        windows.Sealed(client, stop, began);
        Tally.Sealed();
    }

    /// <summary>Merges the blocks of each day that has more than one.</summary>
    /// <param name="before">Unix milliseconds; days that ended by then.</param>
    /// <param name="cancel">Stops between two days.</param>
    public async Task MergeDaysAsync(long before, CancellationToken cancel)
    {
        var small = await database.ReadAsync(snapshot => snapshot.SmallRawBlocks(before), cancel).ConfigureAwait(false);
        foreach (var (client, stop) in small.Select(each => (each.Client, Stop: Spans.Stop(each.Stop, Spans.Day))).Distinct().ToList())
        {
            if (stop > before) continue;
            cancel.ThrowIfCancellationRequested();
            if (await RebuildAsync(client, stop - Spans.Day, stop, [], cancel).ConfigureAwait(false)) Tally.MergedDay();
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
        }
    }

    /// <summary>Sets a damaged block aside and keeps what can be read of it.</summary>
    public async Task SalvageAsync(DamagedBlock damaged, CancellationToken cancel)
    {
        SaySetAside(damaged.Block.Id, damaged.Reason);
        Tally.SetAside(1);
        await RebuildAsync(damaged.Client, damaged.Block.Start, damaged.Block.Stop, [damaged], cancel).ConfigureAwait(false);
    }

    private async Task MergeMonthAsync(long client, long stop, CancellationToken cancel)
    {
        var hours = await database.ReadAsync(
            snapshot => snapshot.Blocks(client, Tier.OneHour, stop - Spans.Month, stop)
                .Select(block => new SummaryRows(snapshot, block, schemas.Get(snapshot, block.Schema).Series)).ToList(),
            cancel).ConfigureAwait(false);
        if (hours.Count < 2) return;
        var change = new BlockChange(client) { Remove = [.. hours.Select(each => each.Block.Id)], Insert = [SummaryMerge.Join(hours)] };
        if (await database.ChangeAsync(change, cancel).ConfigureAwait(false)) Tally.MergedMonth();
    }

    /// <summary>False where it failed or the database changed meanwhile: it comes up again.</summary>
    private async Task<bool> RebuildAsync(
        long client, long start, long stop, IReadOnlyList<DamagedBlock> damage, CancellationToken cancel)
    {
        var done = false;
        await GuardAsync(async () =>
        {
            var rebuild = await database.ReadAsync(
                snapshot => SpanRebuild.Read(snapshot, schemas, client, start, stop, damage), cancel).ConfigureAwait(false);
            done = rebuild is null;
            if (rebuild is null) return;
            var change = rebuild.Make();
            done = await database.ChangeAsync(change, cancel).ConfigureAwait(false);
            if (!done) return;
            var more = change.SetAside.Where(each => damage.All(known => known.Block.Id != each.Block)).ToList();
            foreach (var (block, reason) in more)
                SaySetAside(block, reason);
            Tally.SetAside(more.Count + change.DamagedReports.Count);
        }).ConfigureAwait(false);
        return done;
    }

    private async Task GuardAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One client's trouble is not the others': it is told, and tried again later.
            Tally.Failed();
            SayFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Block {Block} is damaged and was set aside: {Reason}")]
    private partial void SaySetAside(long block, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tidying up the series store failed; it is tried again later")]
    private partial void SayFailed(Exception failure);
}
