using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.State;

namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>
/// Finds what is new in a BMC's event log, each entry once, also across restarts of the agent and clearings of the log.
/// </summary>
/// <param name="bmc">Name of a BMC that is reached over the network; null for the machine's own.</param>
/// <param name="readLast">Reads the last entries of the log, oldest first, as many as wanted.</param>
/// <param name="state">Where the position in the log is saved.</param>
/// <param name="first">The most entries to take in when nothing is known of the log yet.</param>
/// <param name="labelOf">The label of a sensor's series by its name in the log; empty where it is unknown.</param>
/// <param name="sink">Gets the new entries.</param>
internal sealed class SelReader(
    string? bmc, Func<int, CancellationToken, Task<IReadOnlyList<SelEntry>>> readLast, StateFiles state, int first,
    Func<string, string> labelOf, ISelSink sink)
{
    private readonly Lock _lock = new();
    private readonly string _stateName = bmc is null ? "sel" : $"sel.{bmc}";
    private SelCursor? _cursor;
    private bool _isLoaded;
    private SelInfo? _cutShort;
    private int _asked;
    private int _waiting;

    /// <summary>Reads what is new, if anything, and posts it.</summary>
    /// <param name="info">What the log reports about itself.</param>
    /// <param name="clock">The BMC's clock.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="Tools.ToolException">The log cannot be read; the next time tries again.</exception>
    public async Task ReadAsync(SelInfo info, BmcClock clock, CancellationToken stop)
    {
        if (!_isLoaded) _cursor = SelCursor.Parse(state.Read(_stateName));
        _isLoaded = true;
        if (_cursor?.IsUpToDate(info) == true) return;

        var isHistory = _cursor is null;
        var (entries, fresh) = isHistory ? await ReadFirstAsync(info, stop) : await ReadNewAsync(_cursor!, info, stop);
        var last = entries.Count > 0 ? entries[^1] : null;
        var cursor = _cursor =
            new SelCursor(info with { Entries = info.Entries - CountMissing(info, entries.Count) }, last?.Id, last?.Seconds);
        if (fresh.Count == 0)
        {
            SaveUnlessWaiting();
            return;
        }

        lock (_lock) _waiting++;
        sink.Post(new NewSelEntries(bmc, [.. fresh.Select(each => EventOf(each, clock, info))], isHistory, () => SaveCursor(cursor)));
    }

    private SelEvent EventOf(SelEntry entry, BmcClock clock, SelInfo info)
    {
        var happened = SelEvent.Of(entry, clock, info.LastErase);
        return happened with { Sensor = labelOf(happened.Sensor) };
    }

    /// <summary>
    /// Entries that were requested and not returned. They are requested once more, with the next run: ipmitool ends
    /// without a word when a BMC stops to answer in the midst of its log. What is missing then is none that can be
    /// read.
    /// </summary>
    private int CountMissing(SelInfo info, int came)
    {
        var isAskedAgain = _cutShort == info;
        _cutShort = came < _asked && !isAskedAgain ? info : null;
        return _cutShort is null ? 0 : _asked - came;
    }

    private async Task<(IReadOnlyList<SelEntry> All, IReadOnlyList<SelEntry> Fresh)> ReadFirstAsync(SelInfo info, CancellationToken stop)
    {
        var entries = await ReadAsync(Math.Min(info.Entries, Math.Max(first, 1)), stop);
        return (entries, first == 0 ? [] : entries);
    }

    private async Task<(IReadOnlyList<SelEntry> All, IReadOnlyList<SelEntry> Fresh)> ReadNewAsync(
        SelCursor cursor, SelInfo info, CancellationToken stop)
    {
        var count = cursor.Missing(info, BmcQuestion.MostEvents);
        var entries = await ReadAsync(count, stop);
        if (cursor.After(entries) is { } fresh) return (entries, fresh);

        // It was cleared, or more was added than its count says: full logs may drop their oldest.
        var all = Math.Min(info.Entries, BmcQuestion.MostEvents);
        if (count < all) entries = await ReadAsync(all, stop);
        return (entries, cursor.After(entries) ?? entries);
    }

    private async Task<IReadOnlyList<SelEntry>> ReadAsync(int count, CancellationToken stop)
    {
        _asked = count;
        if (count == 0) return [];
        var entries = await readLast(count, stop);
        return entries.Count > 0 ? entries : throw new Tools.ToolException("ipmitool printed no entry that can be read");
    }

    /// <summary>What was read is on disk, but perhaps not what was read after it.</summary>
    private void SaveCursor(SelCursor cursor)
    {
        lock (_lock)
        {
            _waiting--;
            state.Save(_stateName, cursor.ToString());
        }
    }

    /// <summary>Nothing was new. What waits for the disk must be read again if the agent ends before.</summary>
    private void SaveUnlessWaiting()
    {
        lock (_lock)
            if (_waiting == 0) state.Save(_stateName, _cursor!.ToString());
    }
}
