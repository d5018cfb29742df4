using Dcmon.Testing;
using Dcmon.Web.History;

namespace Dcmon.Web.Tests.History;

public class ViewerSharesTests
{
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Charge_SharedQuery_IsSplitAndHalvesWithTime()
    {
        var shares = new ViewerShares(_time);
        shares.Charge(["a", "b"], TimeSpan.FromSeconds(2));
        shares.Charge(["a"], TimeSpan.FromSeconds(3));
        Assert.Equal((4, 1, 0), (shares.Of("a"), shares.Of("b"), shares.Of("c")));
        _time.Advance(ViewerShares.HalfLife);
        Assert.Equal(2, shares.Of("a"), 9);
        shares.Charge(["a"], TimeSpan.FromSeconds(1));
        Assert.Equal(3, shares.Of("a"), 9);
    }
}
