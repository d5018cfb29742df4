using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Grains.Enrollment;

namespace Dcmon.Grains.Tests.Enrollment;

public class TokenRulesTests
{
    [Fact]
    public void Check_Good_TrimsTagsAndGroup()
    {
        var terms = TokenRules.Check(new TokenTerms(TimeSpan.FromHours(1), 1, [" a ", "a"], " Hall 2 "));
        Assert.Equal(("a", "Hall 2"), (Assert.Single(terms.Tags), terms.Group));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2_592_000, 10_000)]
    [InlineData(0, 1, "lifetimeSeconds")]
    [InlineData(2_592_001, 1, "lifetimeSeconds")]
    [InlineData(1, 0, "uses")]
    [InlineData(1, 10_001, "uses")]
    public void Check_AtItsBounds(int seconds, int uses, params string[] fields) =>
        Assert.Equal(fields, FieldsOf(new TokenTerms(TimeSpan.FromSeconds(seconds), uses, [])));

    [Fact]
    public void Check_BadTagsAndGroup_NamesBoth() =>
        Assert.Equal(["tags", "group"], FieldsOf(new TokenTerms(TimeSpan.FromHours(1), 1, [""], "\t")));

    private static IEnumerable<string> FieldsOf(TokenTerms terms)
    {
        try
        {
            TokenRules.Check(terms);
            return [];
        }
        catch (InvalidRequestException invalid)
        {
            return invalid.Problems.Keys;
        }
    }
}
