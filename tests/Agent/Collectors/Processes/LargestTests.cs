using Dcmon.Agent.Collectors.Processes;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Processes;

public class LargestTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public void Offer_Many_KeepsWhatSortingWould(int most)
    {
        var random = new Random(1);
        var largest = new Largest(most);
        for (var round = 0; round < 50; round++)
        {
            var sizes = Enumerable.Range(0, random.Next(40)).Select(_ => (double)random.Next(8)).ToArray();
            largest.Clear();
            for (var i = 0; i < sizes.Length; i++) largest.Offer(i, sizes[i]);
            var sorted = Enumerable.Range(0, sizes.Length).Where(i => sizes[i] > 0).OrderByDescending(i => sizes[i]).Take(most);
            Assert.Equal(sorted, largest.Items);
        }
    }

    [Fact]
    public void Offer_NothingOrUnknown_IsNotKept()
    {
        var largest = new Largest(3);
        foreach (var size in (ReadOnlySpan<double>)[0, double.NaN, -1]) largest.Offer(1, size);
        Assert.Empty(largest.Items);
    }
}
