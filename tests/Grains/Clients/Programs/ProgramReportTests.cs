using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Tests.Cluster;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients.Programs;

/// <summary>What programs push beside a machine's agent.</summary>
public sealed class ProgramReportTests(ClusterFixture fixture) : ClusterTests(fixture)
{
    private static readonly Schema Host = Schema.Of([Reports.Gauge("load1")]);
    private static readonly Schema Room = Schema.Of([Reports.Gauge("room_temperature")]);

    [Theory]
    [InlineData(0)]
    [InlineData(299_000)]
    public async Task ReportSamples_OneSampleNowOrAhead_LeavesTheMachineAsItsAgentSays(long ahead)
    {
        var client = await EnrollOnSecondSilo();
        var grain = Grains.Client(client.Id);
        var time = Now - 1000;
        await SendAsync(client.Id, 1, time, 3);
        await PushAsync(client.Id, time + 500 + ahead, 21.5);
        await AssertIsAsync(time, 3);
        // What the agent reports from then on shows, and after a restart as well.
        await SendAsync(client.Id, 2, time + 900, 4);
        await AssertIsAsync(time + 900, 4);
        for (var i = 1; i < 50; i++) await PushAsync(client.Id, time + 900 + i, 22);
        await Cluster.Deactivate(grain);
        await AssertIsAsync(time + 900, 4);
        await Eventually.HoldsAsync(async () => (await Grains.Fleet().List()).Any(row => row.Id == client.Id && row.Figures.Load1 == 4));

        async Task AssertIsAsync(long at, double load)
        {
            var details = (await grain.Get())!;
            Assert.Equal((at, load), (details.Time, Assert.Single(details.Values)));
            Assert.Equal((load, true), (details.Summary.Figures.Load1, details.Summary.Online));
            Assert.Equal((null, Host.Hash), (details.Program, details.Schema!.Hash));
            var program = Assert.Single(details.Programs);
            Assert.Equal(("certificate", Room.Hash), (program.Program, program.Schema.Hash));
            Assert.True(program.Time >= time + 500 + ahead);
        }
    }

    [Fact]
    public async Task ReportSamples_MachineWithoutAnAgent_IsOnlineByItsPrograms()
    {
        var client = await EnrollOnSecondSilo();
        await PushAsync(client.Id, Now - 500, 21.5);
        await AssertIsAsync();
        await Cluster.Deactivate(Grains.Client(client.Id));
        await AssertIsAsync();

        async Task AssertIsAsync()
        {
            var details = (await Grains.Client(client.Id).Get())!;
            Assert.Equal((true, "certificate", 21.5), (details.Summary.Online, details.Program, Assert.Single(details.Values)));
            Assert.Empty(details.Programs);
        }
    }

    [Fact]
    public async Task Watch_ProgramReports_IsHeardBesideTheAgent()
    {
        var client = await EnrollOnSecondSilo();
        var time = Now - 10_000;
        await SendAsync(client.Id, 1, time, 3);
        var observer = new ClientObserver();
        var reference = Cluster.First.CreateObjectReference<IClientObserver>(observer);
        await Grains.Client(client.Id).Watch(reference);
        await PushAsync(client.Id, time + 5000, 21.5);
        await PushAsync(client.Id, time - 5000, 20);
        await SendAsync(client.Id, 2, time + 1000, 4);
        await Eventually.HoldsAsync(() => observer.Heard.OfType<LiveReport>().Any());
        // The second is older than the program's own newest, and no reason to load the machine's charts anew.
        Assert.Collection(
            observer.Heard,
            program => Assert.Equal(("certificate", time + 5000, 21.5), Heard(Assert.IsType<ProgramState>(program))),
            report => Assert.Equal(4, Assert.Single(Assert.IsType<LiveReport>(report).Values)));
        var again = (await Grains.Client(client.Id).Watch(reference))!;
        Assert.Equal((Host.Hash, time + 1000), (again.Schema!.Schema.Hash, again.Report!.Time));
        Assert.Equal(("certificate", time + 5000, 21.5), Heard(Assert.Single(again.Programs)));

        static (string, long, double) Heard(ProgramState state) => (state.Program, state.Time, Assert.Single(state.Values));
    }

    [Fact]
    public async Task ReportSamples_AfterARestart_ConflictsAreStillFound()
    {
        var client = await EnrollOnSecondSilo();
        var time = Now - 1000;
        await PushAsync(client.Id, time, 21.5);
        await SendAsync(client.Id, 1, time - 5000, 3);
        await Cluster.Deactivate(Grains.Client(client.Id));
        Assert.Equal(ReportOutcome.Conflict, await PushAsync(client.Id, time, 22, sequence: 99));
        Assert.Equal(ReportOutcome.Duplicate, await PushAsync(client.Id, time, 21.5));
    }

    [Fact]
    public async Task ReportSamples_AsManyAsAreTaken_LeaveRoomForTheAgent()
    {
        var client = await EnrollOnSecondSilo();
        var time = Now;
        await SendAsync(client.Id, 1, time, 3);
        var outcomes = new List<ReportOutcome>();
        for (var i = 0; i < 30; i++)
        {
            // Names with a label that changes all the time: 30,000 series, of which a window takes 20,000.
            var many = Schema.Of(Enumerable.Range(0, 1_000).Select(j => Reports.Gauge("wide", $"i={i}", $"j={j}")));
            var message = new ReportMessage([many], null, [many.Report(i, time, new double[1_000])]);
            outcomes.Add(Assert.Single((await Grains.Client(client.Id).ReportSamples(message)).Answer!.Reports).Outcome);
        }

        Assert.Equal(9, outcomes.Count(each => each == ReportOutcome.Stored));
        Assert.Equal(21, outcomes.Count(each => each == ReportOutcome.Refused));
        var wide = Schema.Of(Enumerable.Range(0, 5_000).Select(j => Reports.Gauge("own", $"j={j}")));
        var own = new ReportMessage([wide], null, [wide.Report(2, time, new double[5_000])]);
        Assert.Equal(ReportOutcome.Stored, Assert.Single((await Grains.Client(client.Id).Report(own)).Answer!.Reports).Outcome);
    }

    [Fact]
    public async Task ReportProgram_Token_IsASourceOfItsOwnUntilItIsRevoked()
    {
        var client = await EnrollOnSecondSilo();
        var grain = Grains.Client(client.Id);
        await SendAsync(client.Id, 1, Now - 500, 3);
        var token = (await grain.CreateProgramToken(new ProgramTokenTerms(" switch ", TimeSpan.FromDays(1)), "admin"))!;
        Assert.Equal(client.Id, ProgramTokenText.ClientOf(token));
        Assert.Null(await grain.CheckProgram(token));
        var receipt = await grain.ReportProgram(Samples(Now, 7), token);
        Assert.Equal(ReportOutcome.Stored, Assert.Single(receipt.Answer!.Reports).Outcome);
        await PushAsync(client.Id, Now - 400, 21.5);
        Assert.Equal(["certificate", "switch"], (await grain.Get())!.Programs.Select(each => each.Program));
        await Cluster.Deactivate(grain);
        Assert.Equal(["certificate", "switch"], (await grain.Get())!.Programs.Select(each => each.Program));

        var listed = Assert.Single(await grain.ListProgramTokens());
        Assert.Equal(("switch", "admin"), (listed.Name, listed.CreatedBy));
        Assert.InRange(listed.LastUsed!.Value, listed.CreatedAt, Now);
        Assert.True(await grain.RevokeProgramToken(listed.Id));
        Assert.False(await grain.RevokeProgramToken(listed.Id));
        Assert.Contains("revoked", await grain.CheckProgram(token));
        Assert.Contains("revoked", (await grain.ReportProgram(Samples(Now, 8), token)).Refusal);
        Assert.Equal(["certificate"], (await grain.Get())!.Programs.Select(each => each.Program));
    }

    [Fact]
    public async Task RevokeProgramToken_WhileItsSamplesAreBeingStored_DoesNotWaitAndTheyAreRefused()
    {
        var client = await EnrollOnSecondSilo();
        var grain = Grains.Client(client.Id);
        var token = (await grain.CreateProgramToken(new ProgramTokenTerms("switch", TimeSpan.FromDays(1)), null))!;
        var gate = Cluster.Series.Hold(client.Id);
        var push = grain.ReportProgram(Samples(Now, 8), token);
        await gate.Entered;
        Assert.True(await grain.RevokeProgramToken(Assert.Single(await grain.ListProgramTokens()).Id));
        gate.Open();
        Assert.Contains("revoked", (await push).Refusal);
    }

    [Fact]
    public async Task ReportProgram_OfARevokedOrAnotherClient_IsRefused()
    {
        var (one, other) = (await EnrollOnSecondSilo(), await Enroll());
        var token = (await Grains.Client(one.Id).CreateProgramToken(new ProgramTokenTerms("switch", TimeSpan.FromDays(1)), null))!;
        Assert.Contains("not known", await Grains.Client(other.Id).CheckProgram(token));
        await Grains.Client(one.Id).Revoke();
        Assert.Contains("revoked by an administrator", await Grains.Client(one.Id).CheckProgram(token));
        Assert.Null(await Grains.Client(one.Id).CreateProgramToken(new ProgramTokenTerms("second", TimeSpan.FromDays(1)), null));
        Assert.Null(await Grains.Client("nobody").CreateProgramToken(new ProgramTokenTerms("second", TimeSpan.FromDays(1)), null));
    }

    private Task<ReportReceipt> SendAsync(string client, long sequence, long time, double load) =>
        Grains.Client(client).Report(new ReportMessage([Host], null, [Host.Report(sequence, time, load)]));

    private async Task<ReportOutcome> PushAsync(string client, long time, double value, long? sequence = null)
    {
        var receipt = await Grains.Client(client).ReportSamples(Samples(time, value, sequence));
        return Assert.Single(receipt.Answer!.Reports).Outcome;
    }

    private static ReportMessage Samples(long time, double value, long? sequence = null) =>
        new([Room], null, [Room.Report(sequence ?? time, time, value)]);
}
