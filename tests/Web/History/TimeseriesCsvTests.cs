using System.IO.Pipelines;
using System.Text;
using Dcmon.Queries;
using Dcmon.Web.History;

namespace Dcmon.Web.Tests.History;

public class TimeseriesCsvTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public async Task Write_Lines_AreColumnsWithGapsEmpty()
    {
        var text = await WriteAsync(
            [0, 1_764_329_674_123],
            new RangeLine("c1", new Dictionary<string, string> { ["gpu"] = "0" }, [1.5, double.NaN]),
            new RangeLine("c2", None, [-2, 3e20]));
        Assert.Equal(
            "time,\"c1 gpu=\"\"0\"\"\",c2\r\n1970-01-01T00:00:00.000Z,1.5,-2\r\n2025-11-28T11:34:34.123Z,,3E+20\r\n", text);
    }

    [Fact]
    public async Task Write_OneLineOfAll_HasAName() =>
        Assert.Equal("time,all\r\n", await WriteAsync([], new RangeLine(null, None, [])));

    [Fact]
    public async Task Write_ManyRows_AreAllThere()
    {
        var times = Enumerable.Range(0, 20_000).Select(i => i * 1000L).ToArray();
        var text = await WriteAsync(times, new RangeLine("c", None, [.. times.Select(time => time / 8.0)]));
        Assert.Equal(times.Length + 2, text.Split("\r\n").Length);
        Assert.EndsWith("1970-01-01T05:33:19.000Z,2499875\r\n", text);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("", "")]
    public void Cell_Text_IsNeitherFormulaNorTwoCells(string text, string expected) => Assert.Equal(expected, TimeseriesCsv.Cell(text));

    [Theory]
    [InlineData("load1", "load1.csv")]
    [InlineData("a\"; x=/../b", "a___x_____b.csv")]
    [InlineData("", "series.csv")]
    public void FileName_AnyMetric_IsSafe(string metric, string expected) => Assert.Equal(expected, TimeseriesCsv.FileName(metric));

    private static async Task<string> WriteAsync(long[] times, params RangeLine[] series)
    {
        var written = new MemoryStream();
        var target = PipeWriter.Create(written);
        await new TimeseriesCsv("m", new RangeAnswer(times, series)).WriteAsync(target, default);
        await target.CompleteAsync();
        return Encoding.UTF8.GetString(written.ToArray());
    }
}
