using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Grains.Calls;
using Dcmon.Grains.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Grains.Tests.Calls;

public sealed class GrainCallMetricsTests(ClusterFixture fixture) : ClusterTests(fixture)
{
    [Fact]
    public async Task Calls_AreCountedWhereTheGrainIs()
    {
        await Cluster.Place(Grains.Enrollment(), Cluster.SecondSilo, grain => grain.Enroll("guess", "host"));
        var (calls, errors) = (Count(1, "Enroll").Calls, Count(1, "CreateToken").Errors);
        var elsewhere = Count(0, "Enroll").Calls;
        await Grains.Enrollment().Enroll("guess", "host");
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => Grains.Enrollment().CreateToken(new TokenTerms(TimeSpan.Zero, 1, [])));
        Assert.Equal((calls + 1, errors + 1), (Count(1, "Enroll").Calls, Count(1, "CreateToken").Errors));
        Assert.Equal(elsewhere, Count(0, "Enroll").Calls);
    }

    [Fact]
    public async Task Calls_OfTheRuntime_AreNotCounted()
    {
        await Enroll();
        Assert.DoesNotContain(
            Metrics(0).Concat(Metrics(1)), each => each.Grain.Contains("Management", StringComparison.Ordinal));
    }

    private MethodCount Count(int silo, string method) =>
        Metrics(silo).SingleOrDefault(each => (each.Grain, each.Method) == ("Enrollment", method))
        ?? new MethodCount("", "", [], 0, 0);

    private IReadOnlyList<MethodCount> Metrics(int silo) =>
        Cluster.ServicesOf(silo).GetRequiredService<GrainCallMetrics>().Read();
}
