using System.Diagnostics.Metrics;
using Dcmon.Silo.Metrics;

namespace Dcmon.Web.Tests.Hosting;

/// <summary>The server's metrics of itself.</summary>
public sealed class ServerMetricsTests
{
    [Fact]
    public async Task Read_TwoInstrumentsOfOneName_AreOneFigure()
    {
        using var metrics = new ServerMetrics();
        await metrics.StartAsync(CancellationToken.None);
        using var one = new Meter("Dcmon.Test.One");
        using var other = new Meter("Dcmon.Test.Other");
        one.CreateCounter<long>("dcmon_test_twins_total").Add(2);
        other.CreateCounter<long>("dcmon_test_twins_total").Add(3);

        Assert.Equal(5, Assert.Single(metrics.Read(), each => each.Name == "dcmon_test_twins_total").Value);
        Assert.Single(metrics.Write().Split('\n'), line => line == "dcmon_test_twins_total 5");
    }

    /// <summary>A meter takes figures of any type of number, and a listener hears of those alone whose type it names.</summary>
    [Fact]
    public async Task Read_FiguresOfEachType_AreReported()
    {
        using var metrics = new ServerMetrics();
        await metrics.StartAsync(default);
        using var meter = new Meter("Dcmon.Test.Types");
        meter.CreateObservableGauge("dcmon_test_int", () => 2);
        meter.CreateObservableGauge("dcmon_test_long", () => 3L);
        meter.CreateObservableGauge("dcmon_test_double", () => 4.5);
        Assert.Equal([4.5, 2, 3], metrics.Read().Where(each => each.Name.StartsWith("dcmon_test_", StringComparison.Ordinal) && !each.Name.Contains("twins")).Select(each => each.Value));
    }
}
