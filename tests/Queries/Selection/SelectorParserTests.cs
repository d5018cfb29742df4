using Dcmon.Queries.Selection;
using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.Queries.Tests.Selection;

public sealed class SelectorParserTests
{
    [Theory]
    [InlineData("load1", "load1")]
    [InlineData("  job:load1:avg  ", "job:load1:avg")]
    [InlineData("load1{}", "load1")]
    [InlineData("{}", "{}")]
    [InlineData("gpu_power_watts{gpu=\"0\"}", "gpu_power_watts{gpu=\"0\"}")]
    [InlineData("a { b = 'x' , c=~`y|z`, }", "a{b=\"x\",c=~\"y|z\"}")]
    [InlineData("{__name__=~\"gpu_.*\",client!=\"c1\",x!~\"\"}", "{__name__=~\"gpu_.*\",client!=\"c1\",x!~\"\"}")]
    [InlineData("{__name__=\"load1\"}", "load1")]
    [InlineData("{__name__=\"load 1\"}", "{__name__=\"load 1\"}")]
    [InlineData("a{b=\"}\"}", "a{b=\"}\"}")]
    public void Parse_WellFormed_IsUnderstood(string text, string canonical) =>
        Assert.Equal(canonical, SeriesSelector.Parse(text).ToString());

    [Theory]
    [InlineData("""x="a\tb\n\\\"\'" """, "a\tb\n\\\"'")]
    [InlineData("""x='a"b' """, "a\"b")]
    [InlineData("""x=`a\tb"` """, "a\\tb\"")]
    [InlineData("""x="\x41\102\u00e4\U0001F600" """, "ABä😀")]
    [InlineData("""x="\xc3\xa4" """, "ä")]
    [InlineData("x=\"ä😀\"", "ä😀")]
    [InlineData("x=\"\"", "")]
    public void ParseMatchers_Escapes_AreThoseOfPrometheus(string text, string value) =>
        Assert.Equal(value, Assert.Single(SeriesSelector.ParseMatchers(text)).Value);

    [Theory]
    [InlineData("", 1, "metric's name")]
    [InlineData("9a", 1, "metric's name")]
    [InlineData("a b", 3, "nothing is expected")]
    [InlineData("a{", 3, "'}' or ','")]
    [InlineData("a{b}", 4, "=, !=, =~ or !~")]
    [InlineData("a{b=c}", 5, "in quotes")]
    [InlineData("a{b=\"c\"", 8, "'}' or ','")]
    [InlineData("a{b=\"c}", 5, "close it")]
    [InlineData("a{b=\"c\\\"}", 5, "close it")]
    [InlineData("a{b=\"c\" d=\"e\"}", 9, "'}' or ','")]
    [InlineData("a{1=\"c\"}", 3, "label's name")]
    [InlineData("a{b=\"x\\q\"}", 7, "\\q")]
    [InlineData("a{b=\"\\x4\"}", 6, "2 hexadecimal")]
    [InlineData("a{b=\"\\777\"}", 6, "at most")]
    [InlineData("a{b=\"\\ud800\"}", 6, "no such character")]
    [InlineData("a{b=~\"(\"}", 6, "not a regular expression")]
    [InlineData("a{b=~\"a)|(b\"}", 6, "not a regular expression")]
    [InlineData("a{b=~\"(?=x)\"}", 6, "look-around")]
    [InlineData("a{b=~\"(a{1000}){1000}\"}", 6, "very large")]
    [InlineData("a{b=\"c\"}}", 9, "nothing is expected")]
    public void Parse_Malformed_SaysWhereAndHow(string text, int position, string mend)
    {
        var refused = Assert.Throws<SelectorException>(() => SeriesSelector.Parse(text));
        Assert.Equal(position, refused.Position);
        Assert.Contains($"position {position}:", refused.Message);
        Assert.Contains(mend, refused.Message);
    }

    [Fact]
    public void Parse_TooMuch_IsRefused()
    {
        Assert.Contains("too long", Assert.Throws<SelectorException>(() => SeriesSelector.Parse(new string('a', 100_000))).Message);
        Assert.Contains("too long", Assert.Throws<SelectorException>(() => SeriesSelector.Parse($"a{{b=~\"{new string('a', 5000)}\"}}")).Message);
        Assert.Contains("64 matchers", Assert.Throws<SelectorException>(() => SeriesSelector.ParseMatchers(string.Join(',', Enumerable.Repeat("a=\"b\"", 65)))).Message);
    }

    [Fact]
    public void Parse_WhatToStringWrites_IsTheSame()
    {
        var texts = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => text.Get)
            .Where(text => !text.Any(char.IsSurrogate));
        Prop.ForAll(texts.ArrayOf().Where(values => values.Length < 20).ToArbitrary(), values =>
        {
            var selector = new SeriesSelector("m", values.Select((value, i) => new LabelMatcher($"l{i}", (MatchKind)(i % 2), value)));
            var read = SeriesSelector.Parse(selector.ToString());
            Assert.Equal(selector.Matchers.Select(each => (each.Name, each.Kind, each.Value)),
                read.Matchers.Select(each => (each.Name, each.Kind, each.Value)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Parse_AnyText_IsReadOrRefusedCleanly()
    {
        var signs = Gen.Elements("a", "b1", "{", "}", "=", "!", "~", "\"", "'", "`", "\\", ",", " ", "\\x4", "(", "0", "\\u", "é");
        Prop.ForAll(signs.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            try
            {
                SeriesSelector.Parse(text);
            }
            catch (SelectorException refused)
            {
                Assert.InRange(refused.Position, 1, text.Length + 1);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }
}
