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
}
