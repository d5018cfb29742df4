using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Fleet;

namespace Dcmon.Grains.Tests.Fleet;

public class FleetRowsTests
{
    private readonly FleetRows _rows = new(TimeSpan.FromSeconds(30));

    [Fact]
    public void Put_NewClient_HasAnEmptyRowAndIsNotifiedOnce()
    {
        Assert.True(_rows.Put(Registration("a")));
        var row = Assert.Single(_rows.TakeChanged());
        Assert.Equal(("a", false, null), (row.Name, row.Online, row.LastSeen));
        Assert.Empty(_rows.TakeChanged());
        Assert.Equal(1, _rows.Count);
    }

    [Fact]
    public void Update_KnownClient_IsNotifiedOnceWithItsNewestRow()
    {
        _rows.Put(Registration("a"));
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
        _rows.Put(Registration("a"));
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
    public void Put_RevokedClient_HasNoRowAnyMore()
    {
        _rows.Put(Registration("a"));
        Assert.False(_rows.Put(Registration("a") with { RevokedAt = 5 }));
        Assert.Empty(_rows.TakeChanged());
        Assert.Empty(_rows.All());
        Assert.Empty(_rows.Registrations());
        Assert.Equal(0, _rows.Count);
        Assert.Equal(5, _rows.Find("a")!.RevokedAt);
        // Sent before it was revoked.
        _rows.Update(Row("a", 1000));
        Assert.Empty(_rows.All());
    }

    [Fact]
    public void All_Rows_AreSortedByName()
    {
        foreach (var name in new[] { "c", "A", "b" })
            _rows.Put(Registration(name));
        Assert.Equal(["A", "b", "c"], _rows.All().Select(row => row.Name));
    }

    [Fact]
    public void Update_SentBeforeTheRegistrationChanged_KeepsNameTagsAndGroup()
    {
        _rows.Put(Registration("a"));
        _rows.Put(Registration("a") with { Name = "renamed", Tags = ["spare"], Group = "Hall 2" });
        _rows.Update(Row("a", 1000));
        var row = Assert.Single(_rows.TakeChanged());
        Assert.Equal(
            ("renamed", "spare", "Hall 2", 1000), (row.Name, Assert.Single(row.Tags), row.Group, row.LastSeen));
    }

    [Fact]
    public void Put_ChangedRegistration_KeepsTheRestOfTheRow()
    {
        _rows.Put(Registration("a"));
        _rows.Update(Row("a", 1000));
        _rows.Put(Registration("a") with { Group = "Hall 2" });
        var row = Assert.Single(_rows.All());
        Assert.Equal(("Hall 2", 1000, true), (row.Group, row.LastSeen, row.Online));
    }

    private static ClientRegistration Registration(string id) => new(id, id, 0, []);

    private static ClientSummary Row(string id, long lastSeen) =>
        new(id, id, true, lastSeen, [], ClientFigures.None, null, null, []);
}
