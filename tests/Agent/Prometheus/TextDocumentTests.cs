using System.Globalization;
using System.Text;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Prometheus;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Prometheus;

public class TextDocumentTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly TextDocument _document;

    public TextDocumentTests() => _document = new TextDocument(Rules(1_000), _time);

    [Fact]
    public void Read_Everything_HasAllFiniteValuesWithTheirKinds()
    {
        var samples = Read(Fixture.Text("Prometheus/Fixtures/everything.prom"), out var troubles);

        Assert.Empty(troubles);
        Assert.Equal(1027, samples.Find(Counter("http_requests_total", ("method", "post"), ("code", "200"))));
        Assert.Equal(3, samples.Find(Counter("http_requests_total", ("method", "post"), ("code", "400"))));
        Assert.Equal(1.458255915e9, samples.Find(Gauge("weird_path_bytes", ("path", @"C:\DIR\FILE.TXT"), ("error", "Cannot find file:\n\"FILE.TXT\""))));
        Assert.Equal(12.47, samples.Find(Gauge("metric_without_type")));
        Assert.Equal(3, samples.Find(Counter("metric_without_type_total")));
        Assert.Equal(-0.5, samples.Find(Gauge("spaced", ("a", "1"), ("b", "2"))));
        Assert.Equal(1, samples.Find(Gauge("empty_label", ("b", "x"))));
        Assert.Equal(24054, samples.Find(Counter("http_request_duration_seconds_bucket", ("le", "0.05"))));
        Assert.Equal(144320, samples.Find(Counter("http_request_duration_seconds_bucket", ("le", "+Inf"))));
        Assert.Equal(53423, samples.Find(Counter("http_request_duration_seconds_sum")));
        Assert.Equal(4773, samples.Find(Gauge("rpc_duration_seconds", ("quantile", "0.5"))));
        Assert.Equal(1.7560473e+07, samples.Find(Counter("rpc_duration_seconds_sum")));
        Assert.Equal(2693, samples.Find(Counter("rpc_duration_seconds_count")));
        Assert.Equal(14, samples.Count);
    }

    [Fact]
    public void Read_OpenMetrics_HasKindsAndNoExemplars()
    {
        var samples = Read(Fixture.Text("Prometheus/Fixtures/openmetrics.txt"), out var troubles);

        Assert.Empty(troubles);
        Assert.Equal(4.20072246e+06, samples.Find(Counter("process_cpu_seconds_total")));
        Assert.Equal(807283, samples.Find(Counter("acme_http_router_request_seconds_count", ("path", "/api/v1"), ("method", "GET"))));
        Assert.Equal(1605281325, samples.Find(Gauge("acme_http_router_request_seconds_created", ("path", "/api/v1"), ("method", "GET"))));
        Assert.Equal(1, samples.Find(Gauge("build_info", ("version", "1.2"))));
        Assert.Equal(17, samples.Find(Gauge("size_bucket", ("le", "+Inf"))));
        Assert.Equal(9, samples.Count);
    }

    [Fact]
    public void Read_NodeExporter_HasEachLine()
    {
        var text = Fixture.Text("Prometheus/Fixtures/node-exporter.prom");
        var samples = Read(text, out var troubles);

        Assert.Empty(troubles);
        Assert.Equal(text.Split('\n').Count(line => line.Length > 0 && line[0] != '#'), samples.Count);
        Assert.Equal(MetricKind.Counter, samples.Series.ToArray().Single(each => each.Metric == "go_gc_duration_seconds_count").Kind);
        Assert.Equal(MetricKind.Gauge, samples.Series.ToArray().First(each => each.Metric == "go_gc_duration_seconds").Kind);
    }

    [Theory]
    [InlineData("a 1\r\nb 2\r\n")]
    [InlineData("a 1\nb 2")]
    [InlineData("\uFEFFa 1\nb 2\n")]
    [InlineData("\n\na 1\n\n   b 2\n#\n# \n# EOF")]
    public void Read_EndsOfLines_DoNotMatter(string text)
    {
        var samples = Read(text, out var troubles);
        Assert.Equal((1, 2), (samples.Find(Gauge("a")), samples.Find(Gauge("b"))));
        Assert.Empty(troubles);
    }

    [Theory]
    [InlineData("foo", "a blank is expected after the name")]
    [InlineData("foo ", "a blank is expected after the name")]
    [InlineData("foo 1,5", "the value is no number")]
    [InlineData("foo 0x10", "the value is no number")]
    [InlineData("foo{} ", "the value is no number")]
    [InlineData("foo-bar 1", "a blank is expected after the name")]
    [InlineData("foo 1 yesterday", "the time is no number")]
    [InlineData("foo 1 +Inf", "the time is no number")]
    [InlineData("foo 1 2 3", "more follows than a value and a time")]
    [InlineData("foo{a=\"1\" b=\"2\"} 1", "a comma or } is expected after the value of a label")]
    [InlineData("foo{a=\"1} 1", "the value of a label has no closing quote")]
    [InlineData("foo{a=\"1\\\"} 1", "the value of a label has no closing quote")]
    [InlineData("foo{a=1} 1", "the value of a label must begin with a quote")]
    [InlineData("foo{a} 1", "= is expected after the name of a label")]
    [InlineData("foo{a:b=\"1\"} 1", "= is expected after the name of a label")]
    [InlineData("foo{1a=\"1\"} 1", "the name of a label is expected")]
    [InlineData("foo{\"utf-8 name\"} 1", "the name of a label is expected")]
    [InlineData("foo{", "the name of a label is expected")]
    public void Read_MalformedLine_IsLostAlone(string line, string problem)
    {
        var samples = Read($"a 1\n{line}\nb 2\n", out var troubles);
        Assert.Equal((1, 2), (samples.Find(Gauge("a")), samples.Find(Gauge("b"))));
        Assert.Equal(2, samples.Count);
        Assert.Equal([$"a line of 'foo' cannot be read: {problem}"], troubles);
    }

    [Theory]
    [InlineData("foo{a=\"1\",a=\"2\"} 1", "a line of 'foo' has the label 'a' twice")]
    [InlineData("a 3", "'a' has a series twice")]
    [InlineData("load1 1", "'load1' is the name of a metric of dcmon's own; give it another name or a prefix")]
    [InlineData("%&$ 1", "a line cannot be read: it does not begin with the name of a metric")]
    public void Read_SeriesThatCannotBe_IsReportedEachTime(string line, string trouble)
    {
        for (var i = 0; i < 2; i++)
        {
            var samples = Read($"a 1\n{line}\nb 2\n", out var troubles);
            Assert.Equal((1, 2), (samples.Find(Gauge("a")), samples.Find(Gauge("b"))));
            Assert.Equal([trouble], troubles);
        }
    }

    [Theory]
    [InlineData("foo{x=\"1\",y=\"2\"} 1\nfoo{y=\"2\", x=\"1\"} 1")]
    [InlineData("foo{x=\"\\\\d\"} 1\nfoo{x=\"\\d\"} 1")]
    public void Read_SameSeriesInOtherWords_IsTheSame(string text)
    {
        Assert.Equal(1, Read(text, out var troubles).Count);
        Assert.Equal(["'foo' has a series twice"], troubles);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Read_Timestamp_CountsWhereItIsOfNow(int seconds, bool counts)
    {
        var at = _time.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"milliseconds 1 {at}\nseconds 1 {at / 1000.0}\nalways 1\n");
        var samples = Read(text, out var troubles);
        Assert.Equal(counts ? 3 : 1, samples.Count);
        Assert.Equal(counts ? 0 : 2, troubles.Count);
    }

    [Fact]
    public void Read_LimitsOfTheProtocol_LoseTheSeriesAlone()
    {
        var labels = string.Join(',', Enumerable.Range(0, 24).Select(i => $"l{i}=\"x\""));
        var samples = Read(
            $$"""
            good 1
            many_labels{{{labels}}} 1
            {{new string('n', 201)}} 1
            long_value{a="{{new string('v', 1025)}}"} 1
            """,
            out var troubles);
        Assert.Equal(1, samples.Count);
        Assert.Equal(3, troubles.Count);
    }

    [Fact]
    public void Read_LabelOfTheSource_GivesWay()
    {
        var samples = Read("foo{target=\"a\",exported_target=\"b\"} 1", out _);
        Assert.Equal(1, samples.Find(Gauge("foo", ("exported_exported_target", "a"), ("exported_target", "b"))));
    }

    [Fact]
    public void Read_TooManySeries_Fails()
    {
        var text = string.Concat(Enumerable.Range(0, 101).Select(i => $"foo{{i=\"{i}\"}} 1\n"));
        Assert.Equal("there are more than 100 series: keep fewer of them, or set max_series", Assert.Throws<FormatException>(() => Read(text, out _, Limited())).Message);
    }

    [Theory]
    [InlineData("<html><body>404</body></html>", "this is no text of metrics: a line cannot be read: it does not begin with the name of a metric")]
    [InlineData("{\"a\": 1}", "this is no text of metrics: a line cannot be read: it does not begin with the name of a metric")]
    public void Read_NoTextOfMetrics_Fails(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => Read(text, out _)).Message);

    [Fact]
    public void Read_ManyMalformedLines_StopsReading()
    {
        var text = "good 1\n" + string.Concat(Enumerable.Repeat("?\n", 100_000));
        Assert.StartsWith("this is no text", Assert.Throws<FormatException>(() => Read(text, out _)).Message);
    }

    [Fact]
    public void Read_LabelThatChangesAllTheTime_CannotFillTheServer()
    {
        var all = new HashSet<Series>();
        IReadOnlyList<string> troubles = [];
        var limited = Limited();
        for (var i = 0; i < 60; i++)
        {
            var samples = Read(string.Concat(Enumerable.Range(0, 10).Select(n => $"foo{{request=\"{i}-{n}\"}} 1\n")) + "steady 1\n", out troubles, limited);
            Assert.Equal(1, samples.Find(Gauge("steady")));
            all.UnionWith(samples.Series.ToArray());
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(200, all.Count);
        Assert.Equal("there were more than 200 different series within two hours; look for a label whose value changes all the time", troubles[0]);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, Read("foo{request=\"new\"} 1", out troubles, limited).Count);
        Assert.Empty(troubles);
    }

    [Fact]
    public void Read_Again_MakesNoSeriesAgain()
    {
        var text = Fixture.Bytes("Prometheus/Fixtures/node-exporter.prom");
        var samples = new SampleSet();
        _document.Read(text, samples);
        var first = samples.Series.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        samples.Clear();
        _document.Read(text, samples);
        // The names of TYPE lines are what is left.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.Equal(first.Length, samples.Count);
        Assert.All(first.Zip(samples.Series.ToArray()), each => Assert.Same(each.First, each.Second));
    }

    [Fact]
    public void Read_KeepAndDrop_ChooseByNameAndLabels()
    {
        var rules = Rules(100) with
        {
            Keep = [SeriesPattern.Parse("node_cpu_*"), SeriesPattern.Parse("node_load?")],
            Drop = [SeriesPattern.Parse("*{mode=\"i*\"}"), SeriesPattern.Parse("node_cpu_guest*"), SeriesPattern.Parse("node_load1{host=\"\"}")],
            Prefix = "x_",
        };
        var text = """
            node_cpu_seconds_total{mode="idle"} 1
            node_cpu_seconds_total{mode="iowait"} 1
            node_cpu_seconds_total{mode="user"} 1
            node_cpu_guest_seconds_total{mode="user"} 1
            node_load1 1
            node_load5 1
            node_load15 1
            """;
        var samples = new SampleSet();
        Assert.Empty(new TextDocument(rules, _time).Read(Encoding.UTF8.GetBytes(text), samples));
        Assert.Equal([Counter("x_node_cpu_seconds_total", ("mode", "user")), Gauge("x_node_load5")], samples.Series.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a{")]
    [InlineData("a{b}")]
    [InlineData("a{b=\"c\"}d")]
    [InlineData("{b=\"c\"}")]
    public void Pattern_Malformed_IsRefused(string text) => Assert.Throws<FormatException>(() => SeriesPattern.Parse(text));

    [Fact]
    public void Pattern_BrokenForms_AreReadOrRefused()
    {
        byte[][] good = ["node_cpu_*{mode=\"idle\",cpu=\"?\"}"u8.ToArray(), "a{b=\"c\\\"\\\\\\n*\"}"u8.ToArray()];
        foreach (var text in Mutations.Of(good, 10_000).Select(Encoding.UTF8.GetString))
            if (SeriesPattern.ProblemOf(text) is null)
                SeriesPattern.Parse(text).Matches("node_cpu_x", [new Label("mode", "idle")]);
    }

    [Fact]
    public void Read_BrokenForms_NeverGiveWhatAServerRefuses()
    {
        var good = Fixture.All("Prometheus/Fixtures").ToList();
        var samples = new SampleSet();
        var document = new TextDocument(Rules(1_000), _time);
        Fuzz.Bytes(good, text =>
        {
            samples.Clear();
            document.Read(text, samples);
            Wire.Reports.Schema.Read(Wire.Reports.Schema.Of(samples.Series.ToArray()).Encoded.Span);
        });
    }

    private static SeriesRules Rules(int most) => new(new Label("target", "t"), most);

    private static Series Gauge(string name, params (string Name, string Value)[] labels) => Make(name, MetricKind.Gauge, labels);

    private static Series Counter(string name, params (string Name, string Value)[] labels) => Make(name, MetricKind.Counter, labels);

    private static Series Make(string name, MetricKind kind, (string Name, string Value)[] labels) =>
        new(name, kind, "", [.. labels.Select(each => new Label(each.Name, each.Value)), new Label("target", "t")]);

    private TextDocument Limited() => new(Rules(100), _time);

    private SampleSet Read(string text, out IReadOnlyList<string> troubles, TextDocument? document = null)
    {
        var samples = new SampleSet();
        troubles = [.. (document ?? _document).Read(Encoding.UTF8.GetBytes(text), samples)];
        return samples;
    }
}
