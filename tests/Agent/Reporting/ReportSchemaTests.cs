using Dcmon.Agent.Collecting;
using Dcmon.Agent.Reporting;
using Dcmon.Testing;
using Dcmon.Wire;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Reporting;

public sealed class ReportSchemaTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ReportSchema _schema;

    public ReportSchemaTests() => _schema = new ReportSchema(_time);

    [Fact]
    public void Arrange_SameSeriesInAnyOrder_KeepsTheSchema()
    {
        Assert.Equal([1, 2, 3], Arrange(("a", 1), ("b", 2), ("c", 3)));
        var first = _schema.Current;
        Assert.Equal([4, 5, 6], Arrange(("c", 6), ("a", 4), ("b", 5)));
        Assert.Same(first, _schema.Current);
    }

    [Fact]
    public void Arrange_VanishedSeries_HasNoValueAndKeepsTheSchema()
    {
        Arrange(("a", 1), ("b", 2));
        var first = _schema.Current;
        Assert.Equal([1, double.NaN], Arrange(("a", 1)));
        Assert.Equal([double.NaN, 2], Arrange(("b", 2)));
        Assert.Same(first, _schema.Current);
    }

    [Fact]
    public void Arrange_NewSeries_MakesASchemaThatKeepsTheRecentlyVanished()
    {
        Arrange(("a", 1), ("b", 2));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([1, 3, double.NaN], Arrange(("a", 1), ("c", 3)));
        Assert.Equal(["a", "c", "b"], _schema.Current.Series.Select(each => each.Metric));
        _time.Advance(TimeSpan.FromMinutes(11));
        Arrange(("a", 1), ("d", 3));
        Assert.Equal(["a", "d"], _schema.Current.Series.Select(each => each.Metric));
    }

    [Fact]
    public void Arrange_MoreSeriesThanFit_LeavesOutTheRestWithoutANewSchemaEachTime()
    {
        var many = Enumerable.Range(0, WireLimits.MaxSeriesPerSchema + 7).Select(i => ($"m{i}", (double)i)).ToArray();
        Assert.Equal(WireLimits.MaxSeriesPerSchema, Arrange(many).Length);
        var first = _schema.Current;
        Arrange(many);
        Assert.Same(first, _schema.Current);
        Assert.Equal(7, _schema.LeftOut);
    }

    [Fact]
    public void Arrange_SeriesThatNoServerTakes_IsLeftOutAlone()
    {
        var odd = new Series("a", MetricKind.Gauge, "", new Label("device", new string('x', WireLimits.MaxLabelValueLength + 1)));
        var samples = new SampleSet();
        samples.Add(odd, 1);
        samples.Add(new Series("b", MetricKind.Gauge, ""), 2);
        Assert.Equal([2], _schema.Arrange(samples));
        var first = _schema.Current;
        Assert.Equal([2], _schema.Arrange(samples));
        Assert.Same(first, _schema.Current);
        Assert.Equal(1, _schema.LeftOut);
        Schema.Read(first.Encoded.Span);
    }

    private double[] Arrange(params (string Name, double Value)[] samples)
    {
        var set = new SampleSet();
        foreach (var (name, value) in samples) set.Add(new Series(name, MetricKind.Gauge, ""), value);
        return _schema.Arrange(set).ToArray();
    }
}
