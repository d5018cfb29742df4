using Dcmon.Agent.Timing;
using Xunit;

namespace Dcmon.Agent.Tests.Timing;

public sealed class BackoffTests
{
    [Fact]
    public void Next_Failures_DoublesTheBoundUpToTheLongest()
    {
        var longest = new double[10];
        for (var seed = 0; seed < 500; seed++)
        {
            var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(seed));
            for (var i = 0; i < longest.Length; i++) longest[i] = Math.Max(longest[i], backoff.Next().TotalSeconds);
        }

        double[] bounds = [1, 2, 4, 8, 16, 32, 60, 60, 60, 60];
        for (var i = 0; i < bounds.Length; i++) Assert.InRange(longest[i], bounds[i] * 0.9, bounds[i]);
    }

    [Fact]
    public void Next_AfterSuccess_StartsAnew()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(1));
        for (var i = 0; i < 20; i++) backoff.Next();
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0, 1);
    }

    [Fact]
    public void Next_ServerAsks_IsNeverShorterAndNeverForEver()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(1));
        for (var i = 0; i < 100; i++)
            Assert.InRange(backoff.Next(TimeSpan.FromSeconds(30)).TotalSeconds, 30, 45);
        Assert.InRange(backoff.Next(TimeSpan.FromDays(30)).TotalMinutes, 15, 16);
    }
}
