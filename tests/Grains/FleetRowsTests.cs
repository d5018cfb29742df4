using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Fleet;

namespace Dcmon.Grains.Tests;

public class FleetRowsTests
{
    private readonly FleetRows _rows = new(TimeSpan.FromSeconds(30));

    [Fact]
    public void Update_KnownClient_IsToldOnceWithItsNewestRow()
    {
        _rows.Add(Registration("a"));
        _rows.Update(Row("a", 1000));
        _rows.Update(Row("a", 2000));
        Assert.Equal(2000, Assert.Single(_rows.TakeChanged()).LastSeen);
        Assert.Empty(_rows.TakeChanged());
    }

    [Fact]
    public void Update_UnknownClient_HasNoRow()
    {
        _rows.Update(Row("stranger", 1000));
        Assert.Empty(_rows.All());
    }

    [Fact]
    public void Sweep_ThreeIntervalsOfSilence_IsOffline()
    {
        _rows.Add(Registration("a"));
        _rows.Update(Row("a", 1000));
        _rows.Sweep(31_000);
        Assert.True(Assert.Single(_rows.All()).Online);
        _rows.TakeChanged();
        _rows.Sweep(31_001);
        Assert.False(Assert.Single(_rows.TakeChanged()).Online);
        _rows.Sweep(40_000);
        Assert.Empty(_rows.TakeChanged());
    }

    [Fact]
    public void Remove_ChangedClient_IsNotToldAnyMore()
    {
        _rows.Add(Registration("a"));
        Assert.True(_rows.Remove("a"));
        Assert.Empty(_rows.TakeChanged());
        Assert.False(_rows.Remove("a"));
    }

    [Fact]
    public void All_Rows_AreSortedByName()
    {
        foreach (var name in new[] { "c", "A", "b" })
            _rows.Add(Registration(name));
        Assert.Equal(["A", "b", "c"], _rows.All().Select(row => row.Name));
    }

    [Fact]
    public void Update_SentBeforeTheRegisterChanged_KeepsTagsAndGroup()
    {
        _rows.Add(Registration("a"));
        _rows.Describe(Registration("a") with { Tags = ["spare"], Group = "Hall 2" });
        _rows.Update(Row("a", 1000));
        var row = Assert.Single(_rows.TakeChanged());
        Assert.Equal(("spare", "Hall 2", 1000), (Assert.Single(row.Tags), row.Group, row.LastSeen));
    }

    private static ClientRegistration Registration(string id) => new(id, id, 0, []);

    private static ClientSummary Row(string id, long lastSeen) => new(id, id, true, lastSeen, [], ClientFigures.None, null, null, []);
}
