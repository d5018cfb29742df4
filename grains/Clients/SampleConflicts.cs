using System.Globalization;
using Dcmon.Queries.Selection;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>
/// Finds reports of programs that have another value of a series at a time than the store has. Of two, only one would ever be shown.
/// </summary>
internal static class SampleConflicts
{
    /// <summary>Metrics that are asked for by name; of more, all series of the client are read.</summary>
    private const int MaxNamed = 20;

    /// <summary>Objects to those reports.</summary>
    /// <param name="store">What is stored.</param>
    /// <param name="client">The client's id.</param>
    /// <param name="reports">In the order sent; at most one for each time.</param>
    /// <param name="schemas">Their schemas.</param>
    /// <param name="objections">What screening found, in the same order; gets what is found here.</param>
    public static async Task FindAsync(
        ISeriesStore store, string client, IReadOnlyList<Report> reports, IReadOnlyDictionary<SchemaHash, Schema> schemas,
        ReportStatus?[] objections)
    {
        var open = Enumerable.Range(0, reports.Count).Where(i => objections[i] is null);
        foreach (var window in open.GroupBy(i => SeriesBudget.EndOf(reports[i].Time)))
        {
            var metrics = window.SelectMany(i => schemas[reports[i].Schema].Series).Select(series => series.Metric).Distinct().ToList();
            var stored = new StoredValues([.. window.Select(i => reports[i].Time).Order()]);
            var selector = metrics.Count <= MaxNamed
                ? new SeriesSelector([new LabelMatcher(LabelNames.Metric, MatchKind.Fits, string.Join('|', metrics))])
                : new SeriesSelector([]);
            await store.ScanAsync(client, selector, stored.First - 1, stored.Last, Tier.Raw, stored, CancellationToken.None);
            foreach (var i in window)
                if (Object(reports[i], schemas[reports[i].Schema].Series, stored) is { } reason)
                    objections[i] = new ReportStatus(reports[i].Sequence, ReportOutcome.Conflict, reason);
        }
    }

    private static string? Object(Report report, IReadOnlyList<Series> series, StoredValues stored)
    {
        var values = new double[series.Count];
        ValuePacking.Unpack(report.Values.Span, values);
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]) && stored.Find(series[i], report.Time) is { } other && !other.Equals(values[i]))
                return string.Create(CultureInfo.InvariantCulture, $"{series[i]} has the value {other} at this time already");
        return null;
    }

    /// <summary>The values of a scan at some times.</summary>
    private sealed class StoredValues(long[] wanted) : ISampleSink
    {
        private readonly List<Series> _series = [];
        private readonly Dictionary<(Series Series, long Time), double> _found = [];

        public long First => wanted[0];

        public long Last => wanted[^1];

        public SummaryFields Needs => SummaryFields.None;

        public double? Find(Series series, long time) => _found.TryGetValue((series, time), out var value) ? value : null;

        public int Begin(string client, Series series)
        {
            _series.Add(series);
            return _series.Count - 1;
        }

        public void Samples(int series, ReadOnlySpan<long> times, ReadOnlySpan<double> values)
        {
            foreach (var time in wanted)
                if (times.BinarySearch(time) is >= 0 and var row && !double.IsNaN(values[row]))
                    _found[(_series[series], time)] = values[row];
        }

        public void Summaries(int series, SummaryColumns columns)
        {
            // Of times whose samples have expired, reports are refused.
        }
    }
}
