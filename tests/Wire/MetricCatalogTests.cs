using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class MetricCatalogTests
{
    [Fact]
    public void All_Names_FollowTheConventions() => Assert.All(MetricCatalog.All, metric =>
    {
        Assert.Matches("^[a-z][a-z0-9_]*$", metric.Name);
        Assert.Equal(metric.Kind == MetricKind.Counter, metric.Name.EndsWith("_total", StringComparison.Ordinal));
        if (metric.Unit.Length > 0) Assert.Contains("_" + metric.Unit, metric.Name);
        Assert.EndsWith(".", metric.Help);
    });

    [Fact]
    public void Series_NotInTheCatalogue_IsRefused() => Assert.Throws<ArgumentException>(() => MetricCatalog.Series("nope"));
}
