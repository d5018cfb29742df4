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
    public void All_NamesThatEndInAUnit_DeclareIt()
    {
        var units = MetricCatalog.All.Select(metric => metric.Unit).Where(unit => unit.Length > 0).ToHashSet();
        Assert.All(MetricCatalog.All, metric =>
        {
            var words = metric.Name.Split('_').Where(word => word != "total");
            if (units.Contains(words.Last())) Assert.Equal(words.Last(), metric.Unit);
        });
    }

    [Theory]
    [InlineData("cpu_seconds_total")]
    [InlineData("gpu_throttle_seconds_total")]
    [InlineData("ipmi_sel_free_bytes")]
    [InlineData("smart_wear_ratio")]
    [InlineData("hwmon_energy_joules_total")]
    [InlineData("container_memory_bytes")]
    [InlineData("unit_state")]
    [InlineData("updates_security_pending")]
    [InlineData("nagios_value")]
    [InlineData("clock_offset_seconds")]
    [InlineData("vast_rented")]
    [InlineData("collector_age_seconds")]
    public void Find_OneOfEachFile_IsThere(string metric) => Assert.Equal(metric, MetricCatalog.Find(metric)?.Name);

    [Fact]
    public void Series_NotInTheCatalogue_IsRefused() => Assert.Throws<ArgumentException>(() => MetricCatalog.Series("nope"));
}
