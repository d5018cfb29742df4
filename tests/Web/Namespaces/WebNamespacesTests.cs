using Dcmon.Testing.Namespaces;
using Dcmon.Web.Hosting;

namespace Dcmon.Web.Tests.Namespaces;

/// <summary>The rooms of the web's features stand on one another, and know the grains by their interfaces alone.</summary>
public sealed class WebNamespacesTests
{
    private static readonly string[] ForHostingOnly = ["Dcmon.Grains", "Dcmon.TimeSeries", "Dcmon.Silo"];

    private static readonly NamespaceGraph Graph = new(typeof(WebServer).Assembly);

    [Fact]
    public void Namespaces_FormNoCircle()
    {
        var circles = Graph.Circles();
        Assert.True(circles.Count == 0, string.Join("\n", circles));
    }

    [Fact]
    public void Features_KnowNeitherGrainsNorStoreNorSilo()
    {
        var uses = Graph.Uses.Where(use => IsFeature(use.UserNamespace) && ForHostingOnly.Any(each => IsIn(use.UsedNamespace, each)))
            .ToList();
        Assert.True(uses.Count == 0, string.Join("\n", uses));
    }

    [Fact]
    public void Hosting_KnowsTheSilo_SoUsesOfOtherAssembliesAreSeen() =>
        Assert.Contains(Graph.Uses, use => use.UserNamespace == "Dcmon.Web.Hosting" && IsIn(use.UsedNamespace, "Dcmon.Silo"));

    private static bool IsFeature(string nameSpace) => IsIn(nameSpace, "Dcmon.Web") && !IsIn(nameSpace, "Dcmon.Web.Hosting");

    private static bool IsIn(string nameSpace, string root) => nameSpace == root || nameSpace.StartsWith(root + ".", StringComparison.Ordinal);
}
