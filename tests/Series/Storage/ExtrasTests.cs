using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Tests.Queries;
using Dcmon.Wire;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Storage;

/// <summary>Events and process tables, which come with reports.</summary>
public abstract class ExtrasTests(IStoreKind kind) : StoreTests(kind)
{
    private static readonly EventsQuery Everything = Ask.Events(0, long.MaxValue);

    private int _sequence;

    [Fact]
    public async Task Append_Events_AreListedNewestFirstAsTheyCame()
    {
        var xid = new MachineEvent(Start + 5, EventKinds.GpuXid, EventSeverity.Critical, "Xid 79 — „lost“ 😀 <b>\t\0")
        {
            Key = "boot:ü",
            Subject = [new("gpu", "0")],
            Details = [new("xid", "79")],
        };
        var news = await SendAsync("a", Event(1), xid);
        Assert.Equal(["a", "a"], news.Select(each => each.Client));
        Assert.Equivalent(xid, news[1].Event, strict: true);
        Assert.Equivalent(news.OrderByDescending(each => each.Event.Time), await Store.ListEventsAsync(Everything, default), strict: true);
        await ReopenAsync();
        Assert.Equivalent(news.OrderByDescending(each => each.Event.Time), await Store.ListEventsAsync(Everything, default), strict: true);
    }

    [Fact]
    public async Task Append_ReportSentAgain_StoresNothingAgain()
    {
        var report = Two.Report(1, Start + 1, 1, 1);
        Assert.Single((await AppendAsync("a", Two, [report], [Extras(Event(1))])).Events);
        var again = await AppendAsync("a", Two, [report], [Extras(Event(2))]);
        Assert.Equal((false, 0), (again.Reports[0], again.Events.Count));
        var both = await AppendAsync("a", Two, [Two.Report(2, Start + 2, 1, 1), Two.Report(2, Start + 2, 1, 1)], [Extras(Event(3)), Extras(Event(4))]);
        Assert.Equal("3", Assert.Single(both.Events).Event.Key);
        Assert.Equal(["3", "1"], await KeysAsync(Everything));
    }

    [Fact]
    public async Task Append_SealedReportSentAgain_StoresNothing()
    {
        await FillAsync("a", Start + 3, Start + 3 * Hour);
        await MaintainAtAsync(Start + 3 * Hour);
        var again = await AppendAsync("a", Two, [Two.Report((Start + 3) / (10 * Second), Start + 3, Value(Start + 3), 1)], [Extras(Event(1))]);
        Assert.Equal((false, 0), (again.Reports[0], again.Events.Count));
        Assert.Empty(await KeysAsync(Everything));
    }

    [Fact]
    public async Task Append_EventReportedAgain_IsStoredOnceForItsClientAndKind()
    {
        Assert.Single(await SendAsync("a", Event(1), Event(1) with { Message = "again" }));
        Assert.Empty(await SendAsync("a", Event(1) with { Time = Start + 9 }));
        Assert.Single(await SendAsync("a", Event(1) with { Kind = "other" }));
        Assert.Single(await SendAsync("b", Event(1)));
        Assert.Equal("event 1", (await Store.ListEventsAsync(Everything, default)).Single(each => each is { Client: "a", Event.Kind: "kind" }).Event.Message);
    }

    [Fact]
    public async Task Append_FencedOrFailed_StoresNothing()
    {
        var lost = await Store.TakeAsync("a", default);
        await Store.TakeAsync("a", default);
        await Assert.ThrowsAsync<FencedException>(
            () => Store.AppendAsync(lost, [Two], [Two.Report(1, Start, 1, 1)], [Extras(Event(1))], default).AsTask());
        var unknown = Schema.Of([Reports.Gauge("unknown")]);
        var taken = await Store.TakeAsync("b", default);
        await Assert.ThrowsAnyAsync<Exception>(
            () => Store.AppendAsync(taken, [Two], [Two.Report(1, Start, 1, 1), unknown.Report(2, Start, 1)], [Extras(Event(1)), null],
                default).AsTask());
        Assert.Empty(await KeysAsync(Everything));
        Assert.Single((await Store.AppendAsync(taken, [Two], [Two.Report(1, Start, 1, 1)], [Extras(Event(1))], default)).Events);
    }

    [Fact]
    public async Task List_Filters_GiveWhatFits()
    {
        await SendAsync("a", Event(1), Event(2) with { Kind = "xid", Severity = EventSeverity.Error }, Event(3) with { Severity = EventSeverity.Critical });
        await SendAsync("b", Event(4), Event(5) with { Kind = "sel", Severity = EventSeverity.Warning });
        Assert.Equal(["3", "2", "1"], await KeysAsync(Everything with { Client = "a" }));
        Assert.Empty(await KeysAsync(Everything with { Client = "nobody" }));
        Assert.Equal(["5", "2"], await KeysAsync(Everything with { Kinds = ["xid", "sel"] }));
        Assert.Equal(["3", "2"], await KeysAsync(Everything with { MinSeverity = (int)EventSeverity.Error }));
        Assert.Equal(["3", "2"], await KeysAsync(Ask.Events(Start + 2, Start + 3)));
        Assert.Equal(["2"], await KeysAsync(Ask.Events(Start, Start + 4) with { Client = "a", Kinds = ["xid"], MinSeverity = (int)EventSeverity.Warning }));
        Assert.Equal(["5", "4"], await KeysAsync(Everything with { Limit = 2 }));
    }

    [Fact]
    public async Task List_PageAfterPage_GivesEachOnceThoughManyShareATime()
    {
        for (var i = 0; i < 20; i++) await SendAsync(i % 3 == 0 ? "a" : "b", Event(i) with { Time = Start + i / 7 });
        var pages = new List<ClientEvent>();
        for (string? before = null; ;)
        {
            var page = await Store.ListEventsAsync(Everything with { Limit = 6, Before = before }, default);
            if (page.Count == 0) break;
            pages.AddRange(page);
            before = page[^1].Place.ToString();
            // What happens meanwhile is newer, and shifts nothing.
            await SendAsync("a", Event(100 + pages.Count) with { Time = Start + 50 });
        }

        Assert.Equal(Enumerable.Range(0, 20).Reverse().Select(i => $"{i}"), pages.Select(each => each.Event.Key));
    }

    [Fact]
    public async Task FindProcesses_AtATime_GivesTheNewestUpToIt()
    {
        foreach (var at in new[] { 10, 20, 30 })
            await AppendAsync("a", Two, [Two.Report(at, Start + at, 1, 1)], [new ReportExtras([], new([new(at, "python3") { Cpu = 1.5 }]))]);
        Assert.Null(await Store.FindProcessesAsync("a", Start + 9, default));
        Assert.Null(await Store.FindProcessesAsync("b", Start + 99, default));
        var found = (await Store.FindProcessesAsync("a", Start + 29, default))!;
        Assert.Equal((Start + 20, 20, 1.5), (found.Time, found.Table.Processes[0].Pid, found.Table.Processes[0].Cpu));
        Assert.Equal(Start + 30, (await Store.FindProcessesAsync("a", long.MaxValue, default))!.Time);
    }

    [Fact]
    public async Task Append_ManyAtOnce_StoresAll()
    {
        var reports = Enumerable.Range(0, 50).Select(i => Two.Report(i, Start + i, 1, 1)).ToArray();
        var extras = reports.Select((_, i) => new ReportExtras(
            [.. Enumerable.Range(0, i % 2 * WireLimits.MaxEventsPerReport).Select(n => Event(i * 1000 + n))], new([new(i, "p")]))).ToArray();
        var appended = await AppendAsync("a", Two, reports, extras);
        Assert.Equal(25 * WireLimits.MaxEventsPerReport, appended.Events.Count);
        Assert.Equal(25 * WireLimits.MaxEventsPerReport, (await KeysAsync(Everything with { Limit = 10_000 })).Distinct().Count());
        Assert.Equal(17, (await Store.FindProcessesAsync("a", Start + 17, default))!.Table.Processes[0].Pid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("1-2-3")]
    [InlineData("1- 2")]
    [InlineData("99999999999999999999-1")]
    public void Parse_NoPlace_IsNull(string text) => Assert.Null(EventPlace.Parse(text));

    private static MachineEvent Event(int number) =>
        new(Start + number, "kind", EventSeverity.Info, $"event {number}") { Key = $"{number}" };

    private static ReportExtras Extras(params MachineEvent[] events) => new(events, null);

    private async Task<IReadOnlyList<ClientEvent>> SendAsync(string client, params MachineEvent[] events)
    {
        var report = Two.Report(++_sequence, Start + _sequence, 1, 1);
        return (await AppendAsync(client, Two, [report], [Extras(events)])).Events;
    }

    private async Task<string[]> KeysAsync(EventsQuery query) =>
        [.. (await Store.ListEventsAsync(query, default)).Select(each => each.Event.Key)];
}
