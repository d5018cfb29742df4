using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Grains.Dashboards;

namespace Dcmon.Grains.Tests.Dashboards;

public class DashboardRulesTests
{
    private const string Good = """{"panels":[{}]}""";

    [Fact]
    public void Check_Good_TrimsTheName() =>
        Assert.Equal(new DashboardDraft("n", true, Good), DashboardRules.Check(new DashboardDraft(" n ", true, Good)));

    [Theory]
    [InlineData("", Good, "name")]
    [InlineData("  ", Good, "name")]
    [InlineData("a\nb", Good, "name")]
    [InlineData("n", "", "content")]
    [InlineData("n", "[]", "content")]
    [InlineData("n", "{}", "content")]
    [InlineData("n", """{"panels":{}}""", "content")]
    [InlineData("n", """{"panels":[1]}""", "content")]
    [InlineData("", "null", "name", "content")]
    public void Check_BreaksARule_NamesTheField(string name, string content, params string[] fields) =>
        Assert.Equal(fields, ProblemsOf(name, content).Order(StringComparer.Ordinal).Reverse());

    [Theory]
    [InlineData(DashboardLimits.MaxNameLength, 0, 0, true)]
    [InlineData(DashboardLimits.MaxNameLength + 1, 0, 0, false)]
    [InlineData(1, DashboardLimits.MaxPanels, 0, true)]
    [InlineData(1, DashboardLimits.MaxPanels + 1, 0, false)]
    [InlineData(1, 0, DashboardLimits.MaxBytes, true)]
    [InlineData(1, 0, DashboardLimits.MaxBytes + 1, false)]
    public void Check_AtItsBounds(int name, int panels, int bytes, bool good)
    {
        var content = $$"""{"panels":[{{string.Join(',', Enumerable.Repeat("{}", panels))}}]}""".PadRight(bytes);
        Assert.Equal(good, !ProblemsOf(new string('n', name), content).Any());
    }

    private static IEnumerable<string> ProblemsOf(string name, string content)
    {
        try
        {
            DashboardRules.Check(new DashboardDraft(name, false, content));
            return [];
        }
        catch (InvalidRequestException invalid)
        {
            return invalid.Problems.Keys;
        }
    }
}
