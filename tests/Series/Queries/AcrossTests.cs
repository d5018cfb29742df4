using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Queries;
using Dcmon.Wire.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class AcrossTests
{
    private static readonly string[][] Bys = [[], ["gpu"], ["model"], ["gpu", "client"], ["client"], ["absent"]];

    [Fact]
    public void Across_AnySeriesAndThreads_IsTheAggregateOfTheLines()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Check(new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public async Task Across_AllClients_HasNoClient()
    {
        var store = new MemoryStore();
        store.Add("a", Reports.Gauge("m"), [1000], [1]);
        store.Add("b", Reports.Gauge("m"), [1000], [2]);
        var query = Ask.Range("m", 0, 9999, 10_000, across: Aggregation.Sum) with { AcrossClients = true };
        var line = Assert.Single((await store.ReadAsync(query, default)).Series);
        Assert.Null(line.Client);
        Assert.Equal([3.0], line.Values);
        Assert.Equal(["a", "b"], (await store.ReadAsync(query with { By = ["client"] }, default)).Series.Select(each => each.Client));
        Assert.Equal(["a", "b"], (await store.ReadAsync(query with { AcrossClients = false }, default)).Series.Select(each => each.Client));
    }

    [Fact]
    public async Task Across_SeveralMetrics_AreDistinguishedByName()
    {
        var store = new MemoryStore();
        store.Add("a", Reports.Gauge("m1"), [1000], [1]);
        store.Add("a", Reports.Gauge("m2"), [1000], [2]);
        var query = Ask.Range("{__name__=~\"m.\"}", 0, 9999, 10_000);
        var lines = (await store.ReadAsync(query, default)).Series;
        Assert.Equal([KeyValuePair.Create("__name__", "m1"), KeyValuePair.Create("__name__", "m2")], lines.Select(line => Assert.Single(line.Labels)));
        lines = (await store.ReadAsync(query with { Across = Aggregation.Sum, By = ["__name__"] }, default)).Series;
        Assert.Equal(2, lines.Count);
        lines = (await store.ReadAsync(query with { Across = Aggregation.Sum }, default)).Series;
        Assert.Equal([3.0], Assert.Single(lines).Values);
    }

    [Fact]
    public async Task Across_ClientMatcher_LeavesTheOthersOut()
    {
        var store = new MemoryStore();
        store.Add("a", Reports.Gauge("m"), [1000], [1]);
        store.Add("b", Reports.Gauge("m"), [1000], [2]);
        var scanned = new List<string>();
        store.Scanning = scanned.Add;
        var query = Ask.Range("m{client=~\"b|c\"}", 0, 9999, 0);
        Assert.Equal("b", Assert.Single((await store.ReadAsync(query, default)).Series).Client);
        Assert.Equal(["b"], scanned);
    }

    private static async Task Check(Random random)
    {
        var store = new MemoryStore();
        var all = new List<(string Client, Series Series, RandomSeries Samples)>();
        foreach (var client in Enumerable.Range(0, random.Next(1, 6)).Select(i => $"c{i}"))
            foreach (var gpu in Enumerable.Range(0, random.Next(1, 4)))
            {
                var samples = RandomSeries.Make(MetricKind.Gauge, random, missing: true).Between(0, RandomSeries.Start + 1_800_000);
                var series = Reports.Gauge("m", $"gpu={gpu}", $"model={random.Next(2)}");
                all.Add((client, series, samples));
                store.Add(client, series, samples.Times, samples.Values);
            }

        var query = Ask.Range(
            "m", RandomSeries.Start - 3_600_000, RandomSeries.Start + 1_800_000, random.Next(2) * 60_000,
            over: Aggregation.Maximum, across: (Aggregation)random.Next(7), by: Bys[random.Next(Bys.Length)]) with
        { AcrossClients = random.Next(2) == 0, Quantile = random.Next(5) / 4.0 };
        var result = await store.ReadAsync(query, default);
        var expected = all.GroupBy(each => Key(query, each.Client, each.Series))
            .Select(group => (group.Key, Points: Combine(query, group)))
            .Where(group => group.Points.Count > 0).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();

        Assert.Equal(expected.Select(line => line.Key), result.Series.Select(line => $"{line.Client}/{LabelsOf(line)}").Order(StringComparer.Ordinal));
        Assert.Equal(expected.SelectMany(line => line.Points.Keys).Distinct().Order(), result.Times);
        foreach (var line in result.Series)
        {
            var points = expected.Single(each => each.Key == $"{line.Client}/{LabelsOf(line)}").Points;
            foreach (var (time, value) in result.Times.Zip(line.Values))
                Assert.Equal(points.GetValueOrDefault(time, double.NaN), value, 9);
        }
    }

    private static SortedDictionary<long, double> Combine(
        RangeQuery query, IEnumerable<(string Client, Series Series, RandomSeries Samples)> members)
    {
        var values = members.OrderBy(each => $"{each.Client}\0{each.Series}", StringComparer.Ordinal)
            .SelectMany(each => NaiveRange.Points(query, each.Samples)).GroupBy(point => point.Key, point => point.Value);
        var points = new SortedDictionary<long, double>();
        foreach (var at in values)
            points[at.Key] = NaiveRange.Aggregate(query.Across!.Value, query.Quantile!.Value, [.. at]);
        return points;
    }

    private static string Key(RangeQuery query, string client, Series series) =>
        (query.AcrossClients && !query.By!.Contains("client") ? "" : client)
        + "/" + string.Join(',', series.Labels.ToArray().Where(label => query.By!.Contains(label.Name)));

    private static string LabelsOf(RangeLine line) => string.Join(',', line.Labels.Select(label => new Label(label.Key, label.Value)));
}
