using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Schedules maintenance of the database: one task at a time, concurrently with reads and writes.</summary>
internal sealed class Maintainer(
    ISeriesDatabase database, SchemaCache schemas, OpenWindows windows, DamageLog damage, DiskGuard disk, SeriesStoreOptions options)
    : IAsyncDisposable
{
    private const long MergeEvery = 5 * 60_000;
    private const long DropSchemasEvery = 3_600_000;

    /// <summary>How often the log is searched for what other processes have appended.</summary>
    private const long LookEvery = 60_000;

    private const long CountEvery = 60_000;

    private const long SchemaUnusedFor = 24 * 3_600_000;

    /// <summary>Pause after the database refused a write, as on a full disk.</summary>
    private const long PauseInTrouble = 30_000;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Compactor _compactor = new(database, schemas, windows, damage, options.Log);
    private long _nextMerge = long.MinValue;
    private long _nextDrop = long.MinValue;
    private long _nextLook = long.MinValue;
    private long _nextCount = long.MinValue;
    private long _pausedUntil = long.MinValue;
    private int _wanted;

    /// <summary>Deletes and measures.</summary>
    public Retention Retention { get; } = new(database.Housekeeping, options.Maintenance, disk);

    /// <summary>Row counts of the database when they were last taken.</summary>
    public StoreRows Rows { get; private set; } = new(0, 0);

    /// <summary>What has been done since the start.</summary>
    public MaintenanceTally Tally => _compactor.Tally;

    private long Now => options.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Does what is due; returns at once while another call runs.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (!await _one.WaitAsync(0, CancellationToken.None).ConfigureAwait(false)) return;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
            if (Interlocked.Exchange(ref _wanted, 0) == 1) await CompactAllAsync(either.Token).ConfigureAwait(false);
            else await RunAsync((long)options.Maintenance.Quiet.TotalMilliseconds, either.Token).ConfigureAwait(false);
        }
        finally
        {
            if (database.Trouble is not null && Now >= _pausedUntil) _pausedUntil = Now + PauseInTrouble;
            _one.Release();
        }
    }

    /// <summary>Seals and merges all whose time is over.</summary>
    public async Task CompactAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await CompactAllAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Has the next call seal and merge all whose time is over.</summary>
    public void Request() => Interlocked.Exchange(ref _wanted, 1);

    /// <summary>Waits until what is under way has come to an end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _one.WaitAsync().ConfigureAwait(false);
        _stop.Dispose();
        _one.Dispose();
    }

    private async Task CompactAllAsync(CancellationToken cancel)
    {
        (_nextLook, _nextMerge, _nextDrop) = (long.MinValue, long.MinValue, long.MinValue);
        await RunAsync(0, cancel).ConfigureAwait(false);
        await database.Housekeeping.SettleAsync().ConfigureAwait(false);
    }

    private async Task RunAsync(long quiet, CancellationToken cancel)
    {
        await Retention.MeasureAsync().ConfigureAwait(false);
        if (Now >= _nextCount)
        {
            _nextCount = Now + CountEvery;
            Rows = await database.ReadAsync(snapshot => snapshot.CountRows(), cancel).ConfigureAwait(false);
        }

        if (quiet > 0 && Now < _pausedUntil) return;
        // Fine ones first: coarse ones are repaired from them.
        foreach (var damaged in damage.Take().OrderBy(each => each.Block.Tier))
            await _compactor.SalvageAsync(damaged, cancel).ConfigureAwait(false);
        if (!await database.MayMaintainAsync().ConfigureAwait(false) && quiet > 0)
        {
            // Another process does the maintenance. Should this one take over, it finds the work in the log.
            windows.Clear();
            _nextLook = long.MinValue;
            return;
        }

        if (Now >= _nextLook)
        {
            await LookAtLogAsync(cancel).ConfigureAwait(false);
            _nextLook = database.IsShared ? Now + LookEvery : long.MaxValue;
        }

        foreach (var (client, stop) in windows.Due(Now, quiet))
        {
            await _compactor.SealAsync(client, stop, cancel).ConfigureAwait(false);
            // It would refuse the others too. Retention still runs: it may free space.
            if (database.Trouble is not null) break;
        }

        if (Now >= _nextMerge)
        {
            _nextMerge = Now + MergeEvery;
            var grace = quiet == 0 ? 0 : (long)options.Maintenance.DayGrace.TotalMilliseconds;
            await _compactor.MergeDaysAsync(Now - grace, begun: quiet == 0, cancel).ConfigureAwait(false);
            await _compactor.MergeMonthsAsync(Now, cancel).ConfigureAwait(false);
            // After merging: coarse roll-ups are made of fine ones before those go.
            await ExpireAsync(Now, cancel).ConfigureAwait(false);
            await Retention.GiveBackAsync(quiet == 0, cancel).ConfigureAwait(false);
        }

        Tally.Expired(await Retention.ShrinkAsync(Now, cancel).ConfigureAwait(false));
        if (Now < _nextDrop) return;
        _nextDrop = Now + DropSchemasEvery;
        if (await database.Housekeeping.DropUnusedSchemasAsync(Now - SchemaUnusedFor).ConfigureAwait(false) > 0) schemas.Clear();
    }

    private async Task ExpireAsync(long now, CancellationToken cancel)
    {
        // A late report counts in its roll-ups if it is sealed while the samples around it still exist.
        foreach (var (client, stop) in windows.Until(Retention.Until(Tier.Raw, now)))
            await _compactor.SealAsync(client, stop, cancel).ConfigureAwait(false);
        Tally.Expired(await Retention.ExpireAsync(now, cancel).ConfigureAwait(false));
        await Retention.ExpireExtrasAsync(now, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// After a start the windows that are open are those of which there are reports in the log; so are those that
    /// other processes write. When the last report came is not known of these.
    /// </summary>
    private async Task LookAtLogAsync(CancellationToken cancel)
    {
        foreach (var (client, stop) in await database.ReadAsync(snapshot => snapshot.LoggedWindows(), cancel).ConfigureAwait(false))
            windows.Found(client, stop);
    }
}
