using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Events;
using Dcmon.Agent.State;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Extras;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi.EventLog;

/// <summary>Each entry is reported once, whatever happens to the log meanwhile.</summary>
public sealed class SelReaderTests : IDisposable
{
    private const long Now = 1_800_000_000;

    private readonly StateFiles _state = new(null);
    private readonly List<SelEntry> _log = [];
    private readonly List<int> _reads = [];
    private readonly News _news = new();
    private SelReader _reader;
    private string? _label;
    private int _cut;
    private uint _erased;

    public SelReaderTests() => _reader = NewReader();

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task FirstTime_AllIsHistory()
    {
        Add(3);

        Assert.Equal([1, 2, 3], await ReadAsync());
        Assert.True(_news.IsHistory);
    }

    [Fact]
    public async Task Unchanged_IsNotReadAgain()
    {
        Add(3);
        await ReadAsync();

        Assert.Empty(await ReadAsync());
        Assert.Single(_reads);
    }

    [Fact]
    public async Task Added_OnlyThoseAreRead()
    {
        Add(300);
        await ReadAsync();
        Add(2);

        Assert.Equal([301, 302], await ReadAsync());
        Assert.Equal([300, 4], _reads);
        Assert.False(_news.IsHistory);
    }

    [Fact]
    public async Task EmptyAtFirst_EverythingAddedIsReported()
    {
        await ReadAsync();
        Add(2);

        Assert.Equal([1, 2], await ReadAsync());
        Assert.False(_news.IsHistory);
    }

    [Fact]
    public async Task Cleared_WhatIsNewIsReported()
    {
        Add(5);
        await ReadAsync();
        Clear();
        Add(2, firstId: 1);

        Assert.Equal([1, 2], await ReadAsync());
    }

    [Fact]
    public async Task FullLogThatDropsItsOldest_ReportsAllThatIsNew()
    {
        Add(500);
        await ReadAsync();
        Add(7);
        _log.RemoveRange(0, 7);

        Assert.Equal(Enumerable.Range(501, 7), await ReadAsync());
        Assert.Equal([500, 2, 500], _reads);
    }

    [Fact]
    public async Task HugeLog_IsReadInPart()
    {
        Add(2_000);

        Assert.Equal(Enumerable.Range(1_489, 512), await ReadAsync());
    }

    [Fact]
    public async Task NoHistoryWanted_OnlyWhatFollowsIsReported()
    {
        _reader = NewReader(first: 0);
        Add(100);
        Assert.Empty(await ReadAsync());
        Add(1);

        Assert.Equal([101], await ReadAsync());
        Assert.Equal([1, 3], _reads);
    }

    [Fact]
    public async Task Restart_GoesOnFromWhatWasKept()
    {
        Add(3);
        await ReadAsync();
        _reader = NewReader();
        Add(1);

        Assert.Equal([4], await ReadAsync());
    }

    [Fact]
    public async Task Restart_BeforeEventsWereKept_ReportsThemAgain()
    {
        Add(3);
        await ReadAsync();
        _news.Keeps = false;
        Add(1);
        Assert.Equal([4], await ReadAsync());
        Assert.Empty(await ReadAsync());
        _reader = NewReader();

        Assert.Equal([4], await ReadAsync());
    }

    [Fact]
    public async Task Restart_WhileEventsWait_ThoughTheLogSaidMoreSince_ReportsThemAgain()
    {
        Add(3);
        await ReadAsync();
        _news.Keeps = false;
        Add(1);
        Assert.Equal([4], await ReadAsync());
        Assert.Empty(await ReadAsync(added: 5)); // Its own time of the last entry moves, and no entry is new.
        _reader = NewReader();

        Assert.Equal([4], await ReadAsync());
    }

    [Fact]
    public async Task UnreadableLog_IsAFailureAndTriedAgain()
    {
        Add(1);
        var kept = _log[0];
        _log.Clear();
        await Assert.ThrowsAsync<ToolException>(() => ReadAsync(entries: 1));
        _log.Add(kept);

        Assert.Equal([1], await ReadAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1 2 3")]
    [InlineData("2 1 1 1 1 1")]
    [InlineData("1 x 1 1 1 1")]
    public void Cursor_ThatIsNone_IsAsIfNothingWasRead(string? text) => Assert.Null(SelCursor.Parse(text));

    [Fact]
    public void Log_ReportsNewEventsAndCountsOldOnes()
    {
        var log = new LogRecorder();
        var queue = new EventQueue();
        var sink = new SelPublisher(queue, log.Of<SelPublisher>());
        var entry = new SelEntry(0x1a, 5, "Fan", "FAN1", "Lower Critical going low", true, "Reading 0 < Threshold 500 RPM");
        var events = Enumerable.Range(1, 25).Select(each => new SelEvent(entry, each, EventSeverity.Error, $"{each}", "FAN1")).ToList();
        var kept = 0;

        sink.Post(new NewSelEntries("node7", events, true, () => kept++));
        Assert.Equal(["Information: The BMC node7 has 25 events from before in its log; new ones are logged from now on."], log.Lines);
        sink.Post(new NewSelEntries(null, events, false, () => kept++));

        Assert.Equal(20, log.Count($"{LogLevel.Error}: The BMC recorded at 1970-01-01 00:00:00Z: FAN1: Lower Critical going low"));
        Assert.Equal(1, log.Count("The BMC recorded 5 more events."));
        Assert.Equal(0, kept);
        var reported = queue.TakeAll();
        foreach (var each in reported) each.OnStored?.Invoke();
        Assert.Equal(2, kept);
        Assert.Equal(50, reported.Select(each => each.Event.Key).Distinct().Count());
        Assert.Equal(["sensor=FAN1", "bmc=node7"], reported[0].Event.Subject.Select(each => $"{each.Name}={each.Value}"));
        Assert.Equal(["sensor=FAN1"], reported[^1].Event.Subject.Select(each => $"{each.Name}={each.Value}"));
        Assert.Equal(
            ["record=1a", "type=Fan", "description=Lower Critical going low", "state=asserted", "detail=Reading 0 < Threshold 500 RPM", "bmc_time=5"],
            reported[^1].Event.Details.Select(each => $"{each.Name}={each.Value}"));
    }

    [Fact]
    public async Task LogThatIsCutShort_IsReadAgainOnce()
    {
        Add(3);
        await ReadAsync();
        Add(5);
        _cut = 2;
        Assert.Equal([4, 5, 6], await ReadAsync(entries: 8));
        _cut = 0;
        Assert.Equal([7, 8], await ReadAsync());
        Assert.Empty(await ReadAsync());
        Assert.Equal([3, 7, 4], _reads);
    }

    [Fact]
    public async Task EntryThatNobodyCanRead_IsAskedForTwice_NotForEver()
    {
        Add(5);
        for (var run = 0; run < 4; run++) await ReadAsync(entries: 6);
        Assert.Equal(2, _reads.Count);
    }

    [Fact]
    public async Task SensorsThatShareAName_AreNotNamed()
    {
        _label = "";
        Add(1);
        await ReadAsync();
        Assert.Equal("", _news.Events.Single().Sensor);
    }

    private SelReader NewReader(int first = 512) => new(null, ReadLastAsync, _state, first, name => _label ?? name, _news);

    private Task<IReadOnlyList<SelEntry>> ReadLastAsync(int count, CancellationToken stop)
    {
        _reads.Add(count);
        return Task.FromResult<IReadOnlyList<SelEntry>>([.. _log.TakeLast(count).SkipLast(_cut)]);
    }

    private void Add(int count, int? firstId = null)
    {
        var id = firstId ?? (_log.Count > 0 ? _log[^1].Id + 1 : 1);
        for (var i = 0; i < count; i++, id++)
            _log.Add(new SelEntry(id, Now - 10_000 + id + _erased, "Fan", "FAN1", "Lower Critical going low", true, ""));
    }

    private void Clear()
    {
        _log.Clear();
        _erased = 5_000;
    }

    /// <summary>Reads, and returns the numbers of the entries that were posted.</summary>
    private async Task<IEnumerable<int>> ReadAsync(int? entries = null, uint added = 0)
    {
        _news.Events.Clear();
        var info = new SelInfo(entries ?? _log.Count, 100, (uint)(_log.LastOrDefault()?.Seconds ?? 0) + added, _erased);
        await _reader.ReadAsync(info, new BmcClock(Now, Now), CancellationToken.None);
        return _news.Events.Select(each => Convert.ToInt32(each.Key.Split(':')[2], 16));
    }

    private sealed class News : ISelSink
    {
        public List<SelEvent> Events { get; } = [];

        public bool IsHistory { get; private set; }

        public bool Keeps { get; set; } = true;

        public void Post(NewSelEntries news)
        {
            Events.AddRange(news.Events);
            IsHistory = news.IsHistory;
            if (Keeps) news.OnStored();
        }
    }
}
