using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Grains.Tests.Cluster;
using Dcmon.Grains.Tests.Serialization;
using Dcmon.Grains.Tests.Storage;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.States;

/// <summary>
/// What a grain reports as failed is neither in its memory nor on disk, and no later write brings it there. Where the
/// write took place and its answer was lost, memory and disk agree on it.
/// </summary>
public sealed class FailedWriteTests(ClusterFixture fixture) : ClusterTests(fixture)
{
    private const string Only = "the/only";
    private static readonly DashboardActor Ada = new("ada", false);
    private static readonly string[] Tags = ["kept"];
    private static readonly TokenTerms OneUse = new(TimeSpan.FromHours(1), 1, Tags);

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Accounts(Fault fault)
    {
        var (user, other) = (NewName(), NewName());
        var accounts = Grains.Accounts();
        await accounts.Put(new Account(user, "hash", "viewer"));
        await Check(fault, accounts, ("accounts", Only), new(
            () => accounts.Put(new Account(user, "hash", "admin")),
            () => accounts.Put(new Account(other, "hash", "viewer")),
            async () => await accounts.Find(user)));
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Settings(Fault fault)
    {
        var settings = Grains.Settings();
        await settings.SetDisplay(null);
        await Check(fault, settings, ("settings", Only), new(
            () => settings.SetDisplay(new(new Dictionary<string, IReadOnlyList<double>> { ["load1"] = [2, 4, 8] })),
            () => settings.SetRetention(new RetentionChoice(MaxMegabytes: 4096)),
            async () => await settings.GetDisplay()));
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Retention(Fault fault)
    {
        var settings = Grains.Settings();
        await settings.SetRetention(new RetentionChoice());
        await Check(fault, settings, ("settings", Only), new(
            () => settings.SetRetention(new RetentionChoice(MaxMegabytes: 4096)),
            () => settings.SetDisplay(null),
            async () => (await settings.GetRetention()).Chosen));
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Dashboards_Replaced(Fault fault)
    {
        var dashboards = Grains.Dashboards();
        var head = (await dashboards.Create(Ada, Draft("before", "1"))).Head!;
        await Check(fault, dashboards, ("dashboards", Only), new(
            () => dashboards.Replace(head.Id, 1, Ada, Draft("after", "2")),
            () => dashboards.Create(Ada, Draft("other", "3")),
            async () =>
            {
                var now = (await dashboards.Find(head.Id, Ada.User))!;
                // The content is that of the head, whichever that is.
                var content = await Grains.DashboardContent(head.Id).Get(now.Version);
                Assert.Equal(Draft("", $"{now.Version}").Content, content);
                return now;
            }));
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Dashboards_Deleted(Fault fault)
    {
        var dashboards = Grains.Dashboards();
        var head = (await dashboards.Create(Ada, Draft("before", "1"))).Head!;
        await Check(fault, dashboards, ("dashboards", Only), new(
            () => dashboards.Delete(head.Id, Ada),
            () => dashboards.Create(Ada, Draft("other", "3")),
            async () => await dashboards.Find(head.Id, Ada.User)));
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Dashboards_ContentNotWritten_KeepsTheVersionBefore(Fault fault)
    {
        var dashboards = Grains.Dashboards();
        var head = (await dashboards.Create(Ada, Draft("before", "1"))).Head!;
        var content = Grains.DashboardContent(head.Id);
        using (Cluster.Storage.Fail("dashboard", $"dashboard/{head.Id}", fault))
            await Assert.ThrowsAsync<FaultException>(() => dashboards.Replace(head.Id, 1, Ada, Draft("after", "lost")));
        Assert.Equal(head, await dashboards.Find(head.Id, Ada.User));
        Assert.Equal(Draft("", "1").Content, await content.Get(1));
        await Cluster.Deactivate(content);
        Assert.Equal(Draft("", "1").Content, await content.Get(1));
        Assert.Equal(2, (await dashboards.Replace(head.Id, 1, Ada, Draft("after", "2"))).Head!.Version);
        Assert.Equal((Draft("", "1").Content, Draft("", "2").Content), (await content.Get(1), await content.Get(2)));
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Registration_Changed(Fault fault)
    {
        var client = await EnrollOnSecondSilo();
        var grain = Grains.Client(client.Id);
        await Check(fault, grain, ("registration", GrainKeys.ClientKey(client.Id)), new(
            () => grain.UpdateRegistration(new ClientChange(null, true, "Hall 9")),
            () => grain.UpdateRegistration(new ClientChange(Tags, false, null)),
            async () => (await grain.GetRegistration())!.Group));
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Registration_Revoked(Fault fault)
    {
        var client = await EnrollOnSecondSilo();
        var grain = Grains.Client(client.Id);
        await Check(fault, grain, ("registration", GrainKeys.ClientKey(client.Id)), new(
            () => grain.Revoke(),
            () => grain.UpdateRegistration(new ClientChange(Tags, false, null)),
            async () => (await grain.GetRegistration())!.RevokedAt));
        // Who repeats it has it.
        Assert.True(await grain.Revoke());
        Assert.NotNull((await Grains.Fleet().Find(client.Id))!.RevokedAt);
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Facts(Fault fault)
    {
        var client = await EnrollOnSecondSilo();
        var grain = Grains.Client(client.Id);
        await Report(client.Id, 1, Now, 47, new MachineFacts("host", Kernel: "before"));
        await Check(fault, grain, ("client", GrainKeys.ClientKey(client.Id)), new(
            () => Report(client.Id, 2, Now, 47, new MachineFacts("host", Kernel: "after")),
            () => Report(client.Id, 3, Now, 47),
            async () => (await grain.Get())!.Facts!.Kernel));
    }

    [Theory]
    [InlineData(Fault.BeforeTheWrite)]
    [InlineData(Fault.AfterTheWrite)]
    public async Task Index(Fault fault)
    {
        var client = await EnrollOnSecondSilo();
        var index = Grains.IndexOf(client.Id);
        var other = client with { Id = client.Id, Name = "other" };
        await Check(fault, index, ("index", GrainKeys.IndexKey(client.Id)), new(
            () => index.Put(other),
            () => index.Put(new ClientRegistration("none/" + client.Id, "x", 0, Tags)),
            async () => (await index.List()).Single(each => each.Id == client.Id).Name));
    }

    [Fact]
    public async Task Tokens_UseNotSpent_IsThere()
    {
        var enrollment = Grains.Enrollment();
        var token = await enrollment.CreateToken(OneUse);
        using (Cluster.Storage.Fail("tokens", Only, Fault.BeforeTheWrite))
        {
            await Assert.ThrowsAsync<FaultException>(() => enrollment.Enroll(token, "host"));
            await Assert.ThrowsAsync<FaultException>(() => enrollment.CreateToken(OneUse));
        }

        await Cluster.Deactivate(enrollment);
        Assert.NotNull(await enrollment.Enroll(token, "host"));
        Assert.Null(await enrollment.Enroll(token, "host"));
    }

    [Fact]
    public async Task Tokens_SpentAndTheAnswerLost_EnrolNobodyMore()
    {
        var enrollment = Grains.Enrollment();
        var token = await enrollment.CreateToken(OneUse);
        using (Cluster.Storage.Fail("tokens", Only, Fault.AfterTheWrite))
            await Assert.ThrowsAsync<FaultException>(() => enrollment.Enroll(token, "host"));
        Assert.Null(await enrollment.Enroll(token, "host"));
        await Cluster.Deactivate(enrollment);
        Assert.Null(await enrollment.Enroll(token, "host"));
    }

    /// <param name="Change">Changes what <paramref name="Read"/> gives.</param>
    /// <param name="Other">Changes something else of the same state.</param>
    /// <param name="Read">Reads from the grain's memory.</param>
    private sealed record Calls(Func<Task> Change, Func<Task> Other, Func<Task<object?>> Read);

    private async Task Check(Fault fault, IAddressable grain, (string State, string Key) state, Calls calls)
    {
        var before = await calls.Read();
        using (Cluster.Storage.Fail(state.State, state.Key, fault))
            await Assert.ThrowsAsync<FaultException>(calls.Change);

        var after = await calls.Read();
        Assert.Equal(fault == Fault.BeforeTheWrite, Same.Difference(before, after) is null);
        await calls.Other();
        Assert.Null(Same.Difference(after, await calls.Read()));
        await Cluster.Deactivate(grain);
        Assert.Null(Same.Difference(after, await calls.Read()));
    }

    private static string NewName() => "user-" + RandomText.Secure(8);

    private static DashboardDraft Draft(string name, string title) =>
        new(name, true, $$"""{"panels":[{"title":"{{title}}"}]}""");
}
