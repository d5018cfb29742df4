using Dcmon.Agent.Spool;
using Dcmon.Testing.Namespaces;
using Xunit;

namespace Dcmon.Agent.Tests.Namespaces;

/// <summary>The agent's folders stand on one another: what two of them need lies below both.</summary>
public sealed class AgentNamespacesTests
{
    [Fact]
    public void Namespaces_FormNoCircle()
    {
        var circles = new NamespaceGraph(typeof(ReportSpool).Assembly).Circles();
        Assert.True(circles.Count == 0, string.Join("\n", circles));
    }
}
