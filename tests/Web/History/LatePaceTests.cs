using Dcmon.Web.History;

namespace Dcmon.Web.Tests.History;

public class LatePaceTests
{
    [Fact]
    public void TryTake_AllTheTime_BecomesSeldomAndRecovers()
    {
        var pace = new LatePace();
        var taken = Enumerable.Range(0, 300).Select(second => 1_000L * second).Where(pace.TryTake).Select(at => at / 1_000).ToList();
        Assert.Equal([0, 5, 10, 20, 40, 80, 120, 160, 200, 240, 280], taken);
        Assert.True(pace.TryTake(400_000));
        Assert.True(pace.TryTake(405_000));
    }
}
