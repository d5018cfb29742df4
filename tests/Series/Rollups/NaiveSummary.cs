using Dcmon.TimeSeries.Counters;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Rollups;

/// <summary>Summaries straight from their definition, in decimal arithmetic.</summary>
internal static class NaiveSummary
{
    public static Summary Of(MetricKind kind, IEnumerable<(long Time, double Value)> samples)
    {
        var there = samples.Where(sample => !double.IsNaN(sample.Value)).ToList();
        if (there.Count == 0) return Summary.Empty;
        var summary = new Summary
        {
            FirstTime = there[0].Time,
            LastTime = there[^1].Time,
            Minimum = there.Min(sample => sample.Value),
            Maximum = there.Max(sample => sample.Value),
            Sum = (double)there.Sum(sample => (decimal)sample.Value),
            Count = there.Count,
            First = there[0].Value,
            Last = there[^1].Value,
            Increase = double.NaN,
            Covered = double.NaN,
        };
        if (kind == MetricKind.Gauge) return summary;
        var pairs = there.Zip(there.Skip(1)).Where(pair => pair.Second.Time - pair.First.Time <= Counter.MaxGap).ToList();
        return summary with
        {
            Increase = (double)pairs.Sum(pair => pair.Second.Value >= pair.First.Value
                ? (decimal)pair.Second.Value - (decimal)pair.First.Value
                : (decimal)pair.Second.Value),
            Covered = pairs.Sum(pair => pair.Second.Time - pair.First.Time),
        };
    }
}
