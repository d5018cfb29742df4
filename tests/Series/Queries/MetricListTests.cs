using Dcmon.Testing;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class MetricListTests
{
    [Fact]
    public void Metrics_OfSeveralSchemas_AreListedOnceByName()
    {
        var metrics = MetricList.Of([Schema(Reports.Gauge("b", "x=1"), Reports.Gauge("b", "x=2")), Schema(Reports.Counter("a_total"), Reports.Gauge("b"))]);
        Assert.Equal([("a_total", true), ("b", false)], metrics.Select(metric => (metric.Name, metric.Counter)));
    }

    [Fact]
    public void Metrics_MoreThanTheLimit_SaysWhatToChange()
    {
        var many = Schema([.. Enumerable.Range(0, MetricList.MaxMetrics + 1).Select(i => Reports.Gauge($"m{i}"))]);
        Assert.Contains("client=", Assert.Throws<QueryTooLargeException>(() => MetricList.Of([many])).Message);
    }

    [Fact]
    public void Labels_OfAMetric_AreThoseOfAllItsSeries()
    {
        var labels = MetricList.LabelsOf("b", [Schema(Reports.Gauge("b", "x=2", "y=q"), Reports.Gauge("c", "z=1")), Schema(Reports.Gauge("b", "x=1"))]);
        Assert.Equal(["x", "y"], labels.Select(label => label.Name));
        Assert.Equal(["1", "2"], labels[0].Values);
        Assert.All(labels, label => Assert.False(label.More));
        Assert.Empty(MetricList.LabelsOf("none", [Schema(Reports.Gauge("b"))]));
    }

    [Theory]
    [InlineData(MetricList.MaxValues, false)]
    [InlineData(MetricList.MaxValues + 1, true)]
    public void Labels_ManyValues_AreCutAndSaidToBe(int count, bool more)
    {
        var label = Assert.Single(MetricList.LabelsOf("b", [Schema([.. Enumerable.Range(0, count).Select(i => Reports.Gauge("b", $"x={i:000}"))])]));
        Assert.Equal(MetricList.MaxValues, label.Values.Count);
        Assert.Equal("000", label.Values[0]);
        Assert.Equal(more, label.More);
    }

    private static SchemaColumns Schema(params Series[] series) => new(series, new SchemaIndex(series));
}
