using System.Diagnostics;
using System.Security.Cryptography;
using Dcmon.Queries.Selection;

namespace Dcmon.Queries.Tests.Selection;

public sealed class MatchBudgetTests
{
    /// <summary>As (.*a.{60}){4} without counted repetitions: nothing but time bounds it.</summary>
    private static readonly string Costly = string.Concat(Enumerable.Repeat(".*a" + new string('.', 60), 4));

    [Fact]
    public void Accepts_CostlyPattern_IsRefusedWithinSeconds()
    {
        var started = Stopwatch.StartNew();
        Assert.Contains("too costly", Assert.Throws<SelectorException>(() => MatchAll(Costly, new MatchBudget(default))).Message);
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(20), $"{started.Elapsed}");
    }

    [Fact]
    public void Accepts_SeveralMatchers_ShareTheBudget()
    {
        var budget = new MatchBudget(default);
        Assert.Throws<SelectorException>(() => MatchAll(Costly, budget));
        var other = SeriesSelector.ParseMatchers("a=~\"x.*\"", budget)[0];
        Assert.Throws<SelectorException>(() => other.Accepts("y"));
    }

    [Fact]
    public void Accepts_Cancelled_StopsBetweenTwoValues()
    {
        using var stop = new CancellationTokenSource();
        var matcher = SeriesSelector.ParseMatchers("a=~\"x.*\"", new MatchBudget(stop.Token))[0];
        Assert.True(matcher.Accepts("xy"));
        stop.Cancel();
        Assert.True(matcher.Accepts("xy"));
        Assert.Throws<OperationCanceledException>(() => matcher.Accepts("xz"));
    }

    [Fact]
    public void Accepts_HexadecimalIds_AreCheap()
    {
        var ids = Enumerable.Range(0, 2_000).Select(i => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(i)))).ToList();
        foreach (var pattern in new[] { "[0-9a-f]{64}", ".*0a.*", "a.*|b.*|.*c", "(.*a.{9}){4}", "(.*a.{50}){4}" })
        {
            var matcher = SeriesSelector.ParseMatchers($"id=~\"{pattern}\"")[0];
            var started = Stopwatch.StartNew();
            foreach (var id in ids) matcher.Accepts(id);
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(1), $"{pattern} took {started.Elapsed}");
        }
    }

    [Theory]
    [InlineData("(.*a.{90}){4}")]
    [InlineData("((a{9}){9}){9}")]
    [InlineData("x{258,}")]
    [InlineData("[a-z]{1,300}")]
    [InlineData("[]]{300}")]
    [InlineData(".{99999999999999999999}")]
    public void Parse_LargeRepetitions_AreRefused(string pattern) => Assert.Throws<SelectorException>(() => new LabelMatcher("a", MatchKind.Fits, pattern));

    [Theory]
    [InlineData("[0-9a-f]{64}|[0-9a-f]{64}")]
    [InlineData("\\d{1,3}(\\.\\d{1,3}){3}")]
    [InlineData("a{x}")]
    [InlineData("\\{300\\}")]
    [InlineData("[{300}]")]
    [InlineData(".{0,255}")]
    public void Parse_UsualRepetitions_AreTaken(string pattern) => _ = new LabelMatcher("a", MatchKind.Fits, pattern);

    private static void MatchAll(string pattern, MatchBudget budget)
    {
        var matcher = SeriesSelector.ParseMatchers($"a=~\"{pattern}\"", budget)[0];
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
            matcher.Accepts(string.Concat(Enumerable.Range(0, 1_000).Select(_ => (char)('a' + random.Next(3)))));
    }
}
