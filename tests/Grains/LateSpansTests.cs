using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Fleet;

namespace Dcmon.Grains.Tests;

public class LateSpansTests
{
    [Fact]
    public void Take_OneSpanAClient_AndEachOnce()
    {
        var late = new LateSpans();
        late.Add(new ClientSpan("a", 20, 30));
        late.Add(new ClientSpan("b", 1, 2));
        late.Add(new ClientSpan("a", 10, 25));
        Assert.Equal([new ClientSpan("a", 10, 30), new ClientSpan("b", 1, 2)], late.Take().OrderBy(each => each.Client));
        Assert.Empty(late.Take());
    }
}
