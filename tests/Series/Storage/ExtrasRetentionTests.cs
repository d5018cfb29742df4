using Dcmon.Testing;
using Dcmon.TimeSeries.Tests.Queries;
using Dcmon.Wire.Extras;

namespace Dcmon.TimeSeries.Tests.Storage;

public abstract class ExtrasRetentionTests(IStoreKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task Expire_EachAfterItsTime_KeepsTheRest()
    {
        Options = Options with { Events = TimeSpan.FromDays(3) };
        await ReopenAsync();
        for (var hour = 0; hour < 4 * 24; hour++)
        {
            // More than one transaction deletes.
            var events = Enumerable.Range(0, 50).Select(i => new MachineEvent(Start + hour * Hour, "kind", EventSeverity.Info, "x") { Key = $"{hour}/{i}" });
            await AppendAsync("a", Two, [Two.Report(hour, Start + hour * Hour, 1, 1)], [new([.. events], new([new(hour, "p")]))]);
        }

        await MaintainAtAsync(Start + 4 * Day);
        var left = await Store.ListEventsAsync(Ask.Events(0, long.MaxValue, 10_000), default);
        Assert.Equal((Start + Day, 3 * 24 * 50), (left[^1].Event.Time, left.Count));
        Assert.Null(await Store.FindProcessesAsync("a", Start + 3 * Day - 1, default));
        Assert.Equal(3 * 24, (await Store.FindProcessesAsync("a", Start + 3 * Day, default))!.Table.Processes[0].Pid);
    }

    [Fact]
    public async Task Shrink_OneMachineSendsManyEvents_ItsOldestGoAndNobodyElses()
    {
        const int Limit = 8_000_000;
        Options = Options with { MaxBytes = Limit };
        await ReopenAsync();
        await AppendAsync("quiet", Two, [Two.Report(1, Start, 1, 1)], [new([Event("xid", Start, 10)], null)]);
        for (var report = 0; report < 50; report++)
            await AppendAsync("loud", Two, [Two.Report(report, Start + Hour + report, 1, 1)],
                [new([.. Enumerable.Range(0, 100).Select(i => Event($"{report}/{i}", Start + Hour + report, 1_000))], null)]);
        await MaintainAtAsync(Start + 2 * Hour);

        var left = await Store.ListEventsAsync(Ask.Events(0, long.MaxValue, 10_000), default);
        Assert.Equal("49/99", left[0].Event.Key);
        Assert.Equal("xid", left[^1].Event.Key);
        Assert.InRange(left.Sum(each => each.Event.Message.Length), Limit / 16, Limit / 4);
    }

    [Fact]
    public async Task Shrink_EventsWithinTheirPart_AreLeft()
    {
        Options = Options with { MaxBytes = 80_000_000 };
        await ReopenAsync();
        await AppendAsync("a", Two, [Two.Report(1, Start, 1, 1)], [new([.. Enumerable.Range(0, 2_000).Select(i => Event($"{i}", Start, 1_000))], null)]);
        await MaintainAtAsync(Start + 2 * Hour);
        Assert.Equal(2_000, (await Store.ListEventsAsync(Ask.Events(0, long.MaxValue, 10_000), default)).Count);
    }

    private static MachineEvent Event(string key, long time, int length) =>
        new(time, "kind", EventSeverity.Info, new string('x', length)) { Key = key };
}
