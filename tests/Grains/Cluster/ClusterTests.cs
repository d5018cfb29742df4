using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Cluster;

/// <summary>Tests on one cluster, one after the other; each uses clients, users and dashboards of its own.</summary>
[Collection(ClusterCollection.Name)]
public abstract class ClusterTests(ClusterFixture fixture)
{
    protected static readonly Schema Temperature = Schema.Of([Reports.Gauge("temperature", "sensor=a")]);

    protected GrainCluster Cluster { get; } = fixture.Cluster;

    /// <summary>Calls grains from the first silo.</summary>
    protected IGrainFactory Grains => Cluster.First;

    protected static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Enrols a machine.</summary>
    protected async Task<ClientRegistration> Enroll(string name = "host", string? group = null, params string[] tags)
    {
        var token = await Grains.Enrollment().CreateToken(new TokenTerms(TimeSpan.FromMinutes(1), 1, tags, group));
        return (await Grains.Enrollment().Enroll(token, name))!;
    }

    /// <summary>Enrols a machine whose grain is on the second silo.</summary>
    protected async Task<ClientRegistration> EnrollOnSecondSilo(
        string name = "host", string? group = null, params string[] tags)
    {
        var client = await Enroll(name, group, tags);
        await Cluster.Place(Grains.Client(client.Id), Cluster.SecondSilo, grain => grain.Get());
        return client;
    }

    /// <summary>Reports a value of the metric <c>temperature</c>.</summary>
    protected Task<ReportReceipt> Report(
        string client, long sequence, long time, double value, MachineFacts? facts = null) =>
        Grains.Client(client).Report(
            new ReportMessage([Temperature], facts, [Temperature.Report(sequence, time, value)]));
}
