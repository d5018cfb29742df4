using System.Text;
using Dcmon.Web.Gateway;
using Dcmon.Wire;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.Gateway;

public sealed class JsonSamplesTests
{
    private const long Now = 1_800_000_000_000;

    private const string Good =
        """{"metrics":[{"timestamp":1799999990.125,"metric_name":"room_temperature","value":21.5,"labels":{"room":"a \"1\"","floor":""}},{"timestamp":1799999990125,"metric_name":"door_opened_total","value":7,"labels":null},{"timestamp":1799999991,"metric_name":"load1","value":null}]}""";

    [Fact]
    public void Read_Samples_HaveTimeSeriesAndValue()
    {
        var read = Read(Good);
        Assert.Empty(read.Problems);
        Assert.Equal(
            [
                new JsonSample(0, 1_799_999_990_125, new Series("room_temperature", MetricKind.Gauge, "", new Label("room", "a \"1\"")), 21.5),
                new JsonSample(1, 1_799_999_990_125, new Series("door_opened_total", MetricKind.Counter, "", []), 7),
            ],
            read.Samples);
    }

    [Fact]
    public void Read_MetricOfTheCatalogue_HasItsUnitAndKind() =>
        Assert.Equal(MetricCatalog.Series("memory_total_bytes"), Assert.Single(Read("""[{"timestamp":1,"metric_name":"memory_total_bytes","value":1}]""").Samples).Series);

    [Theory]
    [InlineData("""{"metric_name":"a","value":1}""", "'timestamp' must be a number")]
    [InlineData("""{"timestamp":"now","metric_name":"a","value":1}""", "'timestamp' must be a number")]
    [InlineData("""{"timestamp":-1,"metric_name":"a","value":1}""", "out of range")]
    [InlineData("""{"timestamp":1e300,"metric_name":"a","value":1}""", "out of range")]
    [InlineData("""{"timestamp":1800000301,"metric_name":"a","value":1}""", "301 s ahead of the server's clock")]
    [InlineData("""{"timestamp":1,"value":1}""", "'metric_name' must be a text")]
    [InlineData("""{"timestamp":1,"metric_name":"a-b","value":1}""", "names must have letters")]
    [InlineData("""{"timestamp":1,"metric_name":"","value":1}""", "names must have letters")]
    [InlineData("""{"timestamp":1,"metric_name":"a"}""", "'value' must be a finite number, or null")]
    [InlineData("""{"timestamp":1,"metric_name":"a","value":"1"}""", "'value' must be a finite number, or null")]
    [InlineData("""{"timestamp":1,"metric_name":"a","value":1e999}""", "'value' must be a finite number, or null")]
    [InlineData("""{"timestamp":1,"metric_name":"a","value":1,"labels":["x"]}""", "'labels' must be an object of texts")]
    [InlineData("""{"timestamp":1,"metric_name":"a","value":1,"labels":{"x":1}}""", "'labels' must be an object of texts")]
    [InlineData("""{"timestamp":1,"metric_name":"a","value":1,"labels":{"x":"1","x":"2"}}""", "'x' twice")]
    [InlineData("""{"timestamp":1,"metric_name":"\ud800","value":1}""", "not Unicode")]
    [InlineData("7", "must be an object")]
    public void Read_BadSample_IsNamedByIndexBesideTheGood(string sample, string problem)
    {
        var read = Read($$"""[{"timestamp":1,"metric_name":"good","value":1},{{sample}},{"timestamp":1,"metric_name":"good2","value":1}]""");
        var bad = Assert.Single(read.Problems);
        Assert.Equal(1, bad.Index);
        Assert.Contains(problem, bad.Problem);
        Assert.Equal([0, 2], read.Samples.Select(each => each.Index));
    }

    [Fact]
    public void Read_SameSampleTwice_CountsOnceAndAnotherValueIsBad()
    {
        var read = Read("""[{"timestamp":1,"metric_name":"a","value":1},{"timestamp":1.0,"metric_name":"a","value":1.0},{"timestamp":1,"metric_name":"a","value":2}]""");
        Assert.Equal(0, Assert.Single(read.Samples).Index);
        Assert.Equal(2, Assert.Single(read.Problems).Index);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"metrics":{}}""")]
    [InlineData("[] []")]
    [InlineData("""[{"timestamp":1""")]
    public void Read_NoArrayOfSamples_IsRefused(string body) => Assert.Throws<WireFormatException>(() => Read(body));

    [Fact]
    public void Read_TooMany_IsRefused() => Assert.Contains(
        "at most 10000", Assert.Throws<WireFormatException>(() => Read($"[{string.Join(',', Enumerable.Repeat("7", 10_001))}]")).Message);

    [Fact]
    public void Read_AnyBytes_NeverThrowsAnythingElse()
    {
        var random = new Random(1);
        var good = Encoding.UTF8.GetBytes(Good);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = good[..random.Next(good.Length / 2, good.Length + 1)];
            for (var flips = random.Next(4); flips > 0; flips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                SampleReports.Make(JsonSamples.Read(bytes, Now).Samples);
            }
            catch (WireFormatException)
            {
                // It says what is wrong.
            }
        }
    }

    [Fact]
    public void Make_SamplesInAnyOrder_AreTheSameReports()
    {
        var samples = Many(100, times: 3);
        var reports = SampleReports.Make(samples);
        Assert.Equal(3, reports.Count);
        Assert.Equal(
            reports.Select(each => (each.Report.Sequence, each.Report.Schema)),
            SampleReports.Make([.. samples.Reverse()]).Select(each => (each.Report.Sequence, each.Report.Schema)));
        Assert.All(reports, each => Assert.InRange(each.Report.Sequence, 0, Report.SequenceLimit - 1));
        Assert.Equal(3, reports.Select(each => each.Report.Sequence).Distinct().Count());
        Assert.Single(reports.Select(each => each.Schema.Hash).Distinct());
        var other = SampleReports.Make([samples[0] with { Value = -1 }, .. samples.Skip(1)]);
        Assert.Single(reports.Zip(other), each => each.First.Report.Sequence != each.Second.Report.Sequence);
    }

    [Fact]
    public void Messages_ManySchemas_KeepTheLimitsOfTheProtocol()
    {
        // Each time has a series of its own.
        var samples = Enumerable.Range(0, 200).Select(i => new JsonSample(i, i, new Series($"m{i}", MetricKind.Gauge, "", []), i)).ToArray();
        var messages = SampleReports.Messages(SampleReports.Make(samples)).ToArray();
        Assert.Equal([64, 64, 64, 8], messages.Select(each => each.Message.Schemas.Count));
        Assert.Equal(Enumerable.Range(0, 200), messages.SelectMany(each => each.Reports).Select(each => (int)each.Report.Time));
        Assert.Throws<WireFormatException>(
            () => SampleReports.Make([.. Enumerable.Range(0, 1001).Select(i => samples[0] with { Time = i })]));
        Assert.Throws<WireFormatException>(() => SampleReports.Make(Many(5001, times: 1)));
    }

    private static JsonSample[] Many(int count, int times) =>
    [
        .. Enumerable.Range(0, count * times).Select(i => new JsonSample(i, i % times, new Series("m", MetricKind.Gauge, "", new Label("n", $"{i / times}")), i)),
    ];

    private static JsonSamples Read(string body) => JsonSamples.Read(Encoding.UTF8.GetBytes(body), Now);
}
