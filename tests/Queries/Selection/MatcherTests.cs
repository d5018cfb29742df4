using Dcmon.Queries.Selection;
using Dcmon.Testing;

namespace Dcmon.Queries.Tests.Selection;

public sealed class MatcherTests
{
    [Theory]
    [InlineData("gpu=\"0\"", true)]
    [InlineData("gpu=\"1\"", false)]
    [InlineData("gpu!=\"1\"", true)]
    [InlineData("gpu=~\"0|1\"", true)]
    [InlineData("gpu!~\"0|1\"", false)]
    [InlineData("model=~\"H.*\"", true)]
    [InlineData("model=~\"H\"", false)]
    [InlineData("model=~\"200\"", false)]
    [InlineData("model=~\"a|H200|b\"", true)]
    [InlineData("model=~\"(?i)h200\"", true)]
    [InlineData("model=~\"[A-Z][0-9]+\"", true)]
    [InlineData("model=~\"H200$|x\"", true)]
    // A label that is not there is an empty one.
    [InlineData("absent=\"\"", true)]
    [InlineData("absent!=\"\"", false)]
    [InlineData("absent=~\".*\"", true)]
    [InlineData("absent=~\".+\"", false)]
    [InlineData("absent=~\"\"", true)]
    [InlineData("absent!=\"x\"", true)]
    [InlineData("__name__=\"power\"", true)]
    [InlineData("__name__!~\"pow.*\"", false)]
    [InlineData("gpu=\"0\",model=\"H100\"", false)]
    public void Matches_Matchers_AsPrometheus(string matchers, bool expected)
    {
        var selector = new SeriesSelector(SeriesSelector.ParseMatchers(matchers));
        Assert.Equal(expected, selector.Matches(Reports.Gauge("power", "gpu=0", "model=H200")));
    }

    [Fact]
    public void Matches_Newline_IsAnyCharacter() =>
        Assert.True(new LabelMatcher("x", MatchKind.Fits, "a.b").Accepts("a\nb"));

    [Theory]
    [InlineData("{client=\"c1\"}", "c1", true)]
    [InlineData("{client=\"c1\"}", "c2", false)]
    [InlineData("{client=~\"c[0-9]\"}", "c2", true)]
    [InlineData("{client!~\"c[0-9]\"}", "c2", false)]
    [InlineData("load1", "c2", true)]
    public void MatchesClient_Selector_AsksTheClientsId(string selector, string client, bool expected) =>
        Assert.Equal(expected, SeriesSelector.Parse(selector).MatchesClient(client));

    [Fact]
    public void Matches_ClientMatcher_IsNoConditionOnLabels() =>
        Assert.True(SeriesSelector.Parse("load1{client=\"c1\"}").Matches(Reports.Gauge("load1")));

    [Fact]
    public void Fits_PatternThatBacktracks_IsLinear()
    {
        // A backtracking engine needs 2^n steps here.
        var matcher = new LabelMatcher("x", MatchKind.Fits, "(x+x+)+y");
        Assert.False(matcher.Accepts(new string('x', 20_000)));
    }

    [Fact]
    public async Task Accepts_ManyThreads_AgreesWithOne()
    {
        var matcher = new LabelMatcher("x", MatchKind.Fits, "v[0-9]*[13579]");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
                Assert.Equal(i % 2 == 1, matcher.Accepts($"v{i}"));
        })));
    }
}
