using Dcmon.Agent.Uplink;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

public sealed class BatchSizeTests
{
    [Fact]
    public void Answered_FastLink_GrowsToTheLargest()
    {
        var size = Connected(200, latency: 0.01);
        Assert.Equal([20, 40, 80, 160, 200, 200], Sizes(size, count => 0.02 + count * 0.0001, 6));
    }

    [Theory]
    [InlineData(0.05, 0.1)]
    [InlineData(0.6, 0.1)]
    [InlineData(1.5, 0.02)]
    public void Answered_SlowLink_AddsUpToHalfASecondToItsLatency(double latency, double each)
    {
        var size = Connected(200, latency);
        foreach (var count in Sizes(size, count => latency + count * each, 50).Skip(10))
            Assert.InRange(count * each, 0.1, 1);
    }

    [Fact]
    public void Answered_LinkGetsSlow_ShrinksToOne()
    {
        var size = Connected(200, latency: 0.01);
        Sizes(size, _ => 0.02, 10);
        Assert.Equal([100, 50, 25, 12, 6, 3, 1, 1], Sizes(size, _ => 10, 8));
    }

    [Fact]
    public void Answered_ConnectingTookLong_IsNotTakenForTheLatency()
    {
        var size = new BatchSize(200);
        size.Answered(0, TimeSpan.FromSeconds(8));
        Assert.Equal([5], Sizes(size, _ => 1, 1));
    }

    [Fact]
    public void Answered_BatchOfTheLastFew_DoesNotGrow()
    {
        var size = Connected(200, latency: 0.01);
        size.Answered(3, TimeSpan.FromSeconds(0.01));
        Assert.Equal(10, size.Value);
    }

    [Fact]
    public void Reset_BeginsSmall()
    {
        var size = Connected(200, latency: 0.01);
        Sizes(size, _ => 0.02, 10);
        size.Reset();
        Assert.Equal(10, size.Value);
        Assert.Equal(3, new BatchSize(3).Value);
    }

    private static BatchSize Connected(int largest, double latency)
    {
        var size = new BatchSize(largest);
        size.Answered(0, TimeSpan.FromSeconds(latency + 1));
        size.Answered(0, TimeSpan.FromSeconds(latency));
        return size;
    }

    /// <summary>The sizes after each of so many messages of the past.</summary>
    private static int[] Sizes(BatchSize size, Func<int, double> seconds, int messages)
    {
        var sizes = new int[messages];
        for (var i = 0; i < messages; i++)
        {
            size.Answered(size.Value, TimeSpan.FromSeconds(seconds(size.Value)));
            sizes[i] = size.Value;
        }

        return sizes;
    }
}
