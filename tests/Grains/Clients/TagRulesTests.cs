using Dcmon.Grains.Clients;

namespace Dcmon.Grains.Tests.Clients;

public class TagRulesTests
{
    [Fact]
    public void ReadTags_AsWritten_AreTrimmedAndEachOnce()
    {
        Assert.Null(TagRules.ReadTags([" rack-1", "spare ", "rack-1"], out var tags));
        Assert.Equal(["rack-1", "spare"], tags);
    }

    [Theory]
    [InlineData(20, 50, true)]
    [InlineData(21, 50, false)]
    [InlineData(1, 51, false)]
    [InlineData(1, 0, false)]
    public void ReadTags_AtTheirBounds(int count, int length, bool good) => Assert.Equal(
        good, TagRules.ReadTags([.. Enumerable.Range(0, count).Select(i => i.ToString("D2").PadRight(length, 'x')[..length])], out _) is null);

    [Theory]
    [InlineData("a\nb")]
    [InlineData("\u0007")]
    [InlineData(null)]
    public void ReadTags_ControlCharactersOrNothing_AreRefused(string? tag) => Assert.NotNull(TagRules.ReadTags([tag], out _));

    [Fact]
    public void ReadGroup_AtItsBounds()
    {
        Assert.Null(TagRules.ReadGroup(new string('g', 80), out _));
        Assert.NotNull(TagRules.ReadGroup(new string('g', 81), out _));
        Assert.NotNull(TagRules.ReadGroup("  ", out _));
        Assert.NotNull(TagRules.ReadGroup("a\tb", out _));
        Assert.Null(TagRules.ReadGroup(null, out var none));
        Assert.Null(none);
    }
}
