using System.Text.Json;
using Dcmon.Grains.Dashboards;

namespace Dcmon.Grains.Tests.Dashboards;

public class DashboardContentStateTests
{
    [Fact]
    public void Find_NewestAndTheOneBefore_AreThere()
    {
        var state = new DashboardContentState().With("a", 1).With("b", 2).With("c", 3);
        Assert.Equal((null, "b", "c", null), (state.Find(1), state.Find(2), state.Find(3), state.Find(4)));
    }

    [Fact]
    public void With_SameVersionAgain_ReplacesItAndKeepsTheOneBefore()
    {
        var state = new DashboardContentState().With("a", 1).With("not counted", 2).With("b", 2);
        Assert.Equal(("a", "b"), (state.Find(1), state.Find(2)));
    }

    [Fact]
    public void State_StoredBeforeVersionsWere_IsOfEveryVersion()
    {
        var stored = JsonSerializer.Deserialize<DashboardContentState>("""{"Content":"a"}""")!;
        Assert.Equal(("a", "a"), (stored.Find(1), stored.Find(7)));
        var next = stored.With("b", 8);
        Assert.Equal(("a", "b"), (next.Find(7), next.Find(8)));
    }
}
