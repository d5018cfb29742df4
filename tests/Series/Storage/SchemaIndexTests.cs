using Dcmon.Queries.Selection;
using Dcmon.Testing;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.TimeSeries.Tests.Storage;

public sealed class SchemaIndexTests
{
    private static readonly string[] Selectors =
    [
        "m1", "m9", "{}", "m1{a=\"2\"}", "m2{a=~\"1|2\",b!=\"0\"}", "{a=\"1\"}", "{__name__=~\"m[12]\",b=\"\"}",
        "{__name__!=\"m0\"}", "{__name__=\"m1\",__name__=~\"m.\"}", "{__name__=\"m1\",__name__=\"m2\"}", "{c=\"\"}", "{__name__!~\"m.*\"}",
    ];

    [Fact]
    public void Select_AnySchema_IsWhatTestingEachSeriesGives()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var series = Enumerable.Range(0, random.Next(100)).Select(_ => Random(random)).Distinct().ToArray();
            var index = new SchemaIndex(series);
            foreach (var text in Selectors)
            {
                var selector = SeriesSelector.Parse(text);
                Assert.Equal(Enumerable.Range(0, series.Length).Where(i => selector.Matches(series[i])), index.Select(selector));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    private static Series Random(Random random)
    {
        var labels = new List<string>();
        if (random.Next(2) == 0) labels.Add($"a={random.Next(1, 4)}");
        if (random.Next(2) == 0) labels.Add($"b={random.Next(3)}");
        return Reports.Gauge($"m{random.Next(4)}", [.. labels]);
    }
}
