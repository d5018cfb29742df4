using Dcmon.Agent.Spool;
using Xunit;

namespace Dcmon.Agent.Tests.Spool;

public sealed class SequenceSetTests
{
    [Fact]
    public void Operations_AtRandom_BehaveAsASet()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var set = new SequenceSet();
            var model = new SortedSet<long>();
            for (var step = 0; step < 60; step++)
            {
                long number = random.Next(40);
                switch (random.Next(4))
                {
                    case 0 or 1:
                        Assert.Equal(model.Add(number), set.Add(number));
                        break;
                    case 2:
                        var last = number + random.Next(6);
                        for (var i = number; i <= last; i++) model.Add(i);
                        set.AddRange(number, last);
                        break;
                    case 3 when random.Next(5) == 0:
                        // Only whole ranges are forgotten: numbers below are not asked for any more.
                        set.RemoveBelow(number);
                        model.RemoveWhere(each => !set.Contains(each));
                        Assert.DoesNotContain(set.Ranges, range => range.Last < number);
                        break;
                }

                for (long i = -1; i <= 47; i++)
                {
                    Assert.Equal(model.Contains(i), set.Contains(i));
                    Assert.Equal(model.GetViewBetween(i, i + 3).Count > 0, set.Overlaps(i, i + 3));
                }

                Assert.All(set.Ranges.Zip(set.Ranges.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
            }
        }
    }
}
