using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Grains.Tests.Cluster;
using Dcmon.Grains.Tests.Storage;

namespace Dcmon.Grains.Tests.Enrollment;

public sealed class EnrollmentGrainTests(ClusterFixture fixture) : ClusterTests(fixture), IAsyncLifetime
{
    private IEnrollmentGrain Enrollment => Grains.Enrollment();

    public Task InitializeAsync() =>
        Cluster.Place(Enrollment, Cluster.SecondSilo, grain => grain.Enroll("guess", "host"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Enroll_GoodToken_MakesAClientWithItsTagsAndGroup()
    {
        var client = (await Enrollment.Enroll(await Token(1), "host"))!;
        Assert.Equal(("host", "rack-1", "Hall 2"), (client.Name, Assert.Single(client.Tags), client.Group));
        Assert.True(client.IsSameAs((await Grains.Fleet().Find(client.Id))!));
        Assert.True(client.IsSameAs((await Grains.Client(client.Id).GetRegistration())!));
    }

    [Fact]
    public async Task Enroll_UsedUpToken_IsRefusedAlsoAfterARestart()
    {
        var token = await Token(2);
        Assert.NotEqual((await Enrollment.Enroll(token, "a"))!.Id, (await Enrollment.Enroll(token, "b"))!.Id);
        Assert.Null(await Enrollment.Enroll(token, "c"));
        await Cluster.Deactivate(Enrollment);
        Assert.Null(await Enrollment.Enroll(token, "c"));
    }

    [Fact]
    public async Task Enroll_ManyAtOnce_NoMoreThanTheTokenAllows()
    {
        var token = await Token(5);
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Enrollment.Enroll(token, $"host{i}")));
        Assert.Equal(5, clients.Count(client => client is not null));
        Assert.Equal(5, clients.Where(client => client is not null).DistinctBy(client => client!.Id).Count());
    }

    [Fact]
    public async Task Enroll_UnknownToken_IsRefused() => Assert.Null(await Enrollment.Enroll("guess", "a"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Enroll_RegistrationFails_GivesTheUseBack(int uses)
    {
        var token = await Token(uses);
        using (Cluster.Storage.Fail("registration", StorageFaults.AnyKey, Fault.BeforeTheWrite))
            await Assert.ThrowsAsync<FaultException>(() => Enrollment.Enroll(token, "a"));
        await Cluster.Deactivate(Enrollment);
        for (var i = 0; i < uses; i++) Assert.NotNull(await Enrollment.Enroll(token, "a"));
        Assert.Null(await Enrollment.Enroll(token, "a"));
    }

    [Fact]
    public async Task CreateToken_BadTerms_IsRefusedByTheNamesOfTheFields()
    {
        var invalid = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Enrollment.CreateToken(new TokenTerms(TimeSpan.Zero, 0, [""], "\t")));
        Assert.Equal(["group", "lifetimeSeconds", "tags", "uses"], invalid.Problems.Keys.Order());
    }

    private Task<string> Token(int uses) =>
        Enrollment.CreateToken(new TokenTerms(TimeSpan.FromHours(1), uses, ["rack-1"], "Hall 2"));
}
