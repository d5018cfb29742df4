using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Queries;

/// <summary>Hands a series over to a sink as a store would.</summary>
internal static class Feed
{
    /// <summary>The points of a query over one series.</summary>
    public static (long[] Times, double[] Values) Evaluate(RangeQuery query, RandomSeries series, Action<ISampleSink, int> feed)
    {
        var evaluation = new RangeEvaluation(query.Plan());
        var sink = evaluation.NewSink(default);
        feed(sink, sink.Begin("a", series.Kind == MetricKind.Counter ? Reports.Counter("m") : Reports.Gauge("m")));
        sink.EndClient();
        evaluation.Fold(sink);
        var result = evaluation.Finish();
        return result.Series.Count == 0 ? ([], []) : (result.Times, result.Series[0].Values);
    }

    /// <summary>Samples in pieces of any size, where random is given; only those that the query needs.</summary>
    public static void Samples(this ISampleSink sink, int number, RandomSeries series, RangeQuery query, Random? random = null)
    {
        var (start, end) = (Count(series.Times, query.Plan().After), Count(series.Times, query.Plan().Until));
        while (start < end)
        {
            var next = random is null ? end : random.Next(start, end) + 1;
            sink.Samples(number, series.Times.AsSpan(start..next), series.Values.AsSpan(start..next));
            start = next;
        }
    }

    /// <summary>
    /// Summaries in pieces, only of buckets that the query needs and, as a store must, only the fields that the sink needs.
    /// </summary>
    public static void Summaries(this ISampleSink sink, int number, RandomSeries series, Tier tier, long after, long until, Random random)
    {
        var builder = new RollupBuilder();
        builder.BeginSamples(tier, series.Times);
        builder.FromSamples(series.Kind, series.Times, series.Values);
        builder.Buffers.Fields &= sink.Needs;
        var all = builder.Buffers.Columns;
        var (start, end) = (Count(all.Ends, after), Count(all.Ends, until));
        while (start < end)
        {
            var next = random.Next(start, end) + 1;
            sink.Summaries(number, all.Slice(start, next - start));
            start = next;
        }
    }

    /// <summary>How many times are no later.</summary>
    private static int Count(ReadOnlySpan<long> times, long until)
    {
        var count = 0;
        while (count < times.Length && times[count] <= until) count++;
        return count;
    }
}
