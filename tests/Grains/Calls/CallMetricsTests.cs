using Dcmon.Grains.Calls;

namespace Dcmon.Grains.Tests.Calls;

public class CallMetricsTests
{
    [Fact]
    public void BucketOf_EachDuration_IsWithinAQuarterOfItsEnd()
    {
        for (long duration = 0; duration < 1_000_000; duration = duration * 9 / 8 + 1)
        {
            var bucket = CallHistogram.BucketOf(duration);
            Assert.True(duration < CallHistogram.EndOf(bucket), $"{duration} is in bucket {bucket}");
            if (bucket > 0) Assert.True(duration >= CallHistogram.EndOf(bucket - 1), $"{duration} is in bucket {bucket}");
            if (duration >= 4) Assert.True(CallHistogram.EndOf(bucket) <= duration * 1.26 + 1, $"bucket {bucket} ends at {CallHistogram.EndOf(bucket)}");
        }

        Assert.Equal(CallHistogram.Length - 1, CallHistogram.BucketOf(long.MaxValue));
        Assert.Equal(0, CallHistogram.BucketOf(-1));
    }

    [Fact]
    public void Quantile_OfOneSlowInAHundred_IsTheFastOnes()
    {
        var counts = new long[CallHistogram.Length];
        Assert.Null(CallHistogram.Quantile(counts, 0.99));
        counts[CallHistogram.BucketOf(100)] = 99;
        counts[CallHistogram.BucketOf(50_000)] = 1;
        Assert.InRange(CallHistogram.Quantile(counts, 0.99)!.Value, 100, 125);
        Assert.InRange(CallHistogram.Quantile(counts, 0.995)!.Value, 50_000, 62_500);
    }

    [Fact]
    public void Calls_ThatEndAndFail_AreCountedWithTheirTime()
    {
        var calls = new MethodCalls("Client", "Report");
        calls.Ended(10_000);
        calls.Failed(30_000);
        var count = calls.Read();
        Assert.Equal((2, 1, 40_000), (count.Calls, count.Errors, count.Nanoseconds));
        Assert.Equal(1, count.Buckets[CallHistogram.BucketOf(30)]);
    }
}
