using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Fleet;

namespace Dcmon.Grains.Tests.Fleet;

public class FleetUpdatesTests
{
    private readonly FleetUpdates _updates = new();

    [Fact]
    public void Take_OneRowAndOneSpanAClient_AndEachOnce()
    {
        _updates.Add(Row("a", 1), new ClientSpan("a", 20, 30));
        _updates.Add(Row("b", 1), new ClientSpan("b", 1, 2));
        _updates.Add(Row("a", 2), new ClientSpan("a", 10, 25));
        _updates.Add(Row("c", 1));
        var update = _updates.Take()!;
        Assert.Equal([("a", 2), ("b", 1), ("c", 1)], update.Rows.Select(row => (row.Id, row.LastSeen!.Value)).Order());
        Assert.Equal(
            [new ClientSpan("a", 10, 30), new ClientSpan("b", 1, 2)], update.Backfilled.OrderBy(each => each.Client));
        Assert.Null(_updates.Take());
    }

    [Fact]
    public void Return_NotSent_GoesWithTheNextAndNewerRowsStay()
    {
        _updates.Add(Row("a", 1), new ClientSpan("a", 20, 30));
        _updates.Add(Row("b", 1));
        var notSent = _updates.Take()!;
        _updates.Add(Row("a", 2), new ClientSpan("a", 40, 50));
        _updates.Return(notSent);
        var update = _updates.Take()!;
        Assert.Equal([("a", 2), ("b", 1)], update.Rows.Select(row => (row.Id, row.LastSeen!.Value)).Order());
        Assert.Equal(new ClientSpan("a", 20, 50), Assert.Single(update.Backfilled));
    }

    private static ClientSummary Row(string id, long lastSeen) =>
        new(id, id, true, lastSeen, [], ClientFigures.None, null, null, []);
}
