using Dcmon.Queries.Selection;
using Dcmon.Testing;
using Dcmon.TimeSeries.Export;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Export;

public sealed class ExportTests() : StoreTests(new SqliteKind())
{
    private static readonly Schema Odd = Schema.Of([Reports.Gauge("odd", "name=a,\"b\\\nc", "x=y")]);

    [Fact]
    public async Task Csv_BlocksAndLog_HasEachSampleOnce()
    {
        await FillAsync("a", Start + 3, Start + Day + 3 * Hour, Minute);
        await FillAsync("b", Start + 3, Start + 3 * Hour, Minute);
        await MaintainAtAsync(Start + Day + 3 * Hour);
        var lines = Csv(new ExportSelection(SeriesSelector.Parse("load1")));
        Assert.Equal("time,client,metric,labels,value", lines[0]);
        var expected = Times(Start + 3, Start + Day + 3 * Hour, Minute).Select(time => $"{time},a,load1,,{Value(time)}")
            .Concat(Times(Start + 3, Start + 3 * Hour, Minute).Select(time => $"{time},b,load1,,{Value(time)}"));
        Assert.Equal(expected, lines[1..]);
    }

    [Fact]
    public async Task Csv_Selection_IsWhatIsWritten()
    {
        await FillAsync("a", Start, Start + Hour, Minute);
        await FillAsync("b", Start, Start + Hour, Minute);
        var lines = Csv(new ExportSelection(SeriesSelector.Parse("bytes_total{device=\"x\"}"), "b", Start + Minute, Start + 3 * Minute));
        Assert.Equal([2, 3], lines[1..].Select(line => (long.Parse(line.Split(',')[0]) - Start) / Minute));
        Assert.All(lines[1..], line => Assert.Contains(",b,bytes_total,\"device=\"\"x\"\"\",", line));
        Assert.Single(Csv(new ExportSelection(SeriesSelector.Parse("none"))));
    }

    [Fact]
    public async Task Prometheus_SeveralClients_GroupsEachMetric()
    {
        await AppendAsync("a", Two, Two.Report(1, Start, 0.25, 47));
        await AppendAsync("b", Two, Two.Report(1, Start + 1, 1e300, 48));
        await AppendAsync("b", Odd, Odd.Report(2, Start + 2, -0.5));
        Assert.Equal(
            $"""
             # TYPE bytes_total counter
             bytes_total{"{"}client="a",device="x"{"}"} 47 {Start}
             bytes_total{"{"}client="b",device="x"{"}"} 48 {Start + 1}
             # TYPE load1 gauge
             load1{"{"}client="a"{"}"} 0.25 {Start}
             load1{"{"}client="b"{"}"} 1E+300 {Start + 1}
             # TYPE odd gauge
             odd{"{"}client="b",name="a,\"b\\\nc",x="y"{"}"} -0.5 {Start + 2}

             """.ReplaceLineEndings("\n"),
            Text(new ExportSelection(SeriesSelector.Parse("{}")), text => new PrometheusFormat(text)));
    }

    [Fact]
    public async Task Csv_OddLabels_AreQuoted()
    {
        await AppendAsync("a", Odd, Odd.Report(1, Start, 1));
        Assert.Equal(
            "time,client,metric,labels,value\n" + Start + """"
            ,a,odd,"name=""a,\""b\\\nc"",x=""y""",1
            """" + "\n",
            Text(new ExportSelection(SeriesSelector.Parse("odd")), text => new CsvFormat(text)));
    }

    private string[] Csv(ExportSelection what) =>
        Text(what, text => new CsvFormat(text)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Text(ExportSelection what, Func<TextWriter, SampleFormat> format)
    {
        using var text = new StringWriter();
        using var archive = SqliteSeries.OpenArchive(((SqliteKind)Kind).Path);
        archive.Export(what, format(text), damaged => throw new InvalidDataException(damaged), default);
        return text.ToString();
    }
}
