using Dcmon.Testing.Namespaces;
using Xunit;

namespace Dcmon.Agent.Tests.Namespaces;

public sealed class NamespaceGraphTests
{
    private const string Below = "Dcmon.Agent.Tests.Namespaces.Samples.Below";
    private const string Above = "Dcmon.Agent.Tests.Namespaces.Samples.Above";

    [Fact]
    public void Circles_UseInsideABody_IsSeen()
    {
        var circle = Assert.Single(
            new NamespaceGraph(typeof(NamespaceGraphTests).Assembly).Circles(), each => each.Namespaces.Contains(Below));
        Assert.Contains(new TypeUse("Upper", Above, "Lower", Below), circle.Uses);
        Assert.Contains(new TypeUse("Lower", Below, "Upper", Above), circle.Uses);
        Assert.Contains($"{Below} -> {Above}: Lower uses Upper", circle.ToString());
    }

    [Fact]
    public void Circles_ThroughOthers_IsOne()
    {
        var circle = Assert.Single(Graph("A B", "B C", "C A", "C D", "D E").Circles());
        Assert.Equal(["A", "B", "C"], circle.Namespaces);
        Assert.Equal(3, circle.Uses.Count);
    }

    [Fact]
    public void Circles_TwoApart_AreTwo() =>
        Assert.Equal(["A B", "C D"], Graph("A B", "B A", "B C", "C D", "D C").Circles().Select(each => string.Join(' ', each.Namespaces)));

    [Fact]
    public void Circles_NamespaceAndOneBelowIt_CountAsTwo() =>
        Assert.Equal(["A", "A.B"], Assert.Single(Graph("A A.B", "A.B A").Circles()).Namespaces);

    [Fact]
    public void Circles_OneWayOnly_AreNone() => Assert.Empty(Graph("A B", "A C", "B C", "A A").Circles());

    /// <summary>Uses such as <c>A B</c>: a type in A uses one in B.</summary>
    private static NamespaceGraph Graph(params string[] uses) =>
        new(uses.Select(each => each.Split(' ')).Select(each => new TypeUse("T" + each[0], each[0], "T" + each[1], each[1])));
}
