using Dcmon.Testing;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Blocks;

public class LogRowsTests
{
    private static readonly Schema One = Schema.Of([Reports.Gauge("one")]);
    private static readonly Schema Wide = Schema.Of(Enumerable.Range(0, 5_000).Select(i => Reports.Gauge("wide", $"i={i}")));

    [Fact]
    public void Read_ManyReportsAndOneOfManySeries_TakesMemoryForTheValuesThereAre()
    {
        var reports = Enumerable.Range(1, 60_000).Select(i => Row(One, 1, i, i)).ToList();
        reports[30_000] = Row(Wide, 2, 30_001, [.. Enumerable.Range(0, 5_000)]);
        var values = new double[reports.Count];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rows = new LogRows(reports, SeriesOf);
        for (var column = 0; column < rows.Series.Count; column++)
        {
            rows.Read(column, values);
            if (column > 0) Assert.Equal(column - 1, values[30_000]);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 20_000_000);
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(2_500, false)]
    [InlineData(1, false)]
    public void Read_InBatches_IsTheSame(int maxValues, bool isRandomAccess)
    {
        var (a, b) = (Schema.Of([Reports.Gauge("a"), Reports.Gauge("b"), Reports.Gauge("c")]), Schema.Of([Reports.Gauge("c"), Reports.Gauge("d"), Reports.Gauge("a")]));
        IReadOnlyList<Series> Of(long id) => id == 1 ? a.Series : b.Series;
        var reports = Enumerable.Range(1, 1_000)
            .Select(i => i % 3 == 0 ? Row(b, 2, i, i, double.NaN, -i) : Row(a, 1, i, i, 2 * i, 3 * i)).ToList();
        var rows = new LogRows(reports, Of, maxValues);
        rows.WillRead([2, 0, 3, 1]);
        Assert.Equal(isRandomAccess, rows.IsRandomAccess);
        var values = new double[reports.Count];
        foreach (var column in new[] { 2, 0, 3, 1, 2 })
        {
            rows.Read(column, values);
            Assert.Equal(
                Enumerable.Range(1, 1_000).Select(i => (rows.Series[column].Metric, i % 3 == 0) switch
                {
                    ("a", false) => i,
                    ("a", true) => -i,
                    ("b", false) => 2 * i,
                    ("c", false) => 3 * i,
                    ("c", true) => i,
                    _ => double.NaN,
                }),
                values);
        }
    }

    private static IReadOnlyList<Series> SeriesOf(long id) => id == 1 ? One.Series : Wide.Series;

    private static LogRow Row(Schema schema, long id, int number, params double[] values) =>
        new(number, number, id, schema.Report(number, number, values).Values.ToArray(), true);
}
