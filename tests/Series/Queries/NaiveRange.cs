using Dcmon.Queries;
using Dcmon.TimeSeries.Counters;
using Dcmon.TimeSeries.Queries;

namespace Dcmon.TimeSeries.Tests.Queries;

/// <summary>Range queries over one series straight from their definition: every step looks at all samples.</summary>
internal static class NaiveRange
{
    /// <summary>The points, by time; a query without a step has them at the samples' times.</summary>
    public static SortedDictionary<long, double> Points(RangeQuery query, RandomSeries series)
    {
        var samples = series.Times.Zip(series.Values).Where(sample => !double.IsNaN(sample.Second))
            .Select(sample => (Time: sample.First, Value: sample.Second)).ToList();
        var (points, plan) = (new SortedDictionary<long, double>(), query.Plan());
        foreach (var end in Ends(plan, samples.Select(sample => sample.Time)))
            if (plan.IsMinMax)
                AddMinMax(points, end, query.Step,
                    samples.Where(sample => sample.Time > end - query.Step && sample.Time <= end).Select(sample => sample.Value).ToList());
            else if (Point(plan, samples, end) is var value && !double.IsNaN(value))
                points[end] = value;
        return points;
    }

    private static void AddMinMax(SortedDictionary<long, double> points, long end, long step, List<double> values)
    {
        if (values.Count == 0) return;
        var (least, most) = (values.IndexOf(values.Min()), values.IndexOf(values.Max()));
        points[end - step / 2] = values[Math.Min(least, most)];
        points[end] = values[Math.Max(least, most)];
    }

    public static double Aggregate(Aggregation aggregation, double quantile, IReadOnlyList<double> values) =>
        (aggregation, values.Count) switch
        {
            (_, 0) => double.NaN,
            (Aggregation.Average, _) => values.Average(),
            (Aggregation.Sum, _) => values.Sum(),
            (Aggregation.Minimum, _) => values.Min(),
            (Aggregation.Maximum, _) => values.Max(),
            (Aggregation.Count, _) => values.Count,
            (Aggregation.Quantile, _) => QuantileOf(values, quantile),
            _ => values[^1],
        };

    /// <summary>As in the source of Prometheus: promql/quantile.go.</summary>
    private static double QuantileOf(IReadOnlyList<double> values, double quantile)
    {
        var sorted = values.Order().ToList();
        var rank = quantile * (sorted.Count - 1);
        var lower = Math.Max(0, Math.Floor(rank));
        var upper = Math.Min(sorted.Count - 1, lower + 1);
        var weight = rank - Math.Floor(rank);
        return sorted[(int)lower] * (1 - weight) + sorted[(int)upper] * weight;
    }

    private static IEnumerable<long> Ends(RangePlan plan, IEnumerable<long> times)
    {
        if (plan.Query.Step == 0) return times.Where(time => time >= plan.Query.From && time <= plan.Query.To);
        var (first, last) = (plan.StepEnd(plan.Query.From), plan.StepEnd(plan.Query.To));
        return Enumerable.Range(0, (int)((last - first) / plan.Query.Step) + 1).Select(i => first + i * plan.Query.Step);
    }

    private static double Point(RangePlan plan, List<(long Time, double Value)> samples, long end)
    {
        bool Within((long Time, double Value) sample, long width) => sample.Time > end - width && sample.Time <= end;
        var step = Math.Max(plan.Query.Step, 1);
        if (!plan.IsGrowth)
            return Aggregate(plan.Query.Over, plan.Quantile,
                [.. samples.Where(sample => Within(sample, step)).Select(sample => sample.Value)]);

        var pairs = samples.Zip(samples.Skip(1));
        var counted = plan.Query.Window is { } window
            ? pairs.Where(pair => Within(pair.First, window) && Within(pair.Second, window)).ToList()
            : pairs.Where(pair => Within(pair.Second, step) && pair.Second.Time - pair.First.Time <= Counter.MaxGap).ToList();
        if (counted.Count == 0) return double.NaN;
        var growth = counted.Sum(pair => Counter.Increase(pair.First.Value, pair.Second.Value));
        var passed = counted.Sum(pair => pair.Second.Time - pair.First.Time);
        return plan.Query.Function == Function.Increase ? growth : growth * 1000 / passed;
    }
}
