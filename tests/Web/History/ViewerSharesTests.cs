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
        double Of(string viewer) => shares.Of(viewer, _time.GetTimestamp());
        shares.Charge(["a", "b"], TimeSpan.FromSeconds(2));
        shares.Charge(["a"], TimeSpan.FromSeconds(3));
        Assert.Equal((4, 1, 0), (Of("a"), Of("b"), Of("c")));
        _time.Advance(ViewerShares.HalfLife);
        Assert.Equal(2, Of("a"), 9);
        shares.Charge(["a"], TimeSpan.FromSeconds(1));
        Assert.Equal(3, Of("a"), 9);
    }
}
