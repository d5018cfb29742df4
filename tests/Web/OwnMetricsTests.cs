using System.Diagnostics.Metrics;
using Dcmon.Silo.Nodes;

namespace Dcmon.Web.Tests;

/// <summary>What a server tells of itself.</summary>
public sealed class OwnMetricsTests
{
    [Fact]
    public async Task Read_TwoInstrumentsOfOneName_AreOneFigure()
    {
        using var metrics = new OwnMetrics();
        await metrics.StartAsync(CancellationToken.None);
        using var one = new Meter("Dcmon.Test.One");
        using var other = new Meter("Dcmon.Test.Other");
        one.CreateCounter<long>("dcmon_test_twins_total").Add(2);
        other.CreateCounter<long>("dcmon_test_twins_total").Add(3);

        Assert.Equal(5, Assert.Single(metrics.Read(), each => each.Name == "dcmon_test_twins_total").Value);
        Assert.Single(metrics.Write().Split('\n'), line => line == "dcmon_test_twins_total 5");
    }
}
