using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Tests.Cluster;
using Dcmon.Grains.Tests.Storage;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public sealed class ClientGrainTests(ClusterFixture fixture) : ClusterTests(fixture)
{
    [Fact]
    public async Task Report_UnknownClient_IsRefused()
    {
        var receipt = await Report("nobody", 1, Now, 47);
        Assert.Contains("not known", receipt.Refusal);
        Assert.Null(await Grains.Client("nobody").Get());
        var observer = new ClientObserver();
        Assert.Null(await Grains.Client("nobody").Watch(Grains.CreateObjectReference<IClientObserver>(observer)));
        Assert.False(await Grains.Client("nobody").Revoke());
        Assert.False(await Grains.Client("nobody").UpdateRegistration(new ClientChange(null, true, "Hall 2")));
    }

    [Fact]
    public async Task Report_Stored_IsThereAfterTheGrainHasMovedToTheOtherSilo()
    {
        var client = await EnrollOnSecondSilo("host", "Hall 2", "rack-1");
        var time = Now;
        await Report(client.Id, 1, time, 47, new MachineFacts("host", MachineId: "m"));
        await Cluster.Place(Grains.Client(client.Id), Cluster.FirstSilo, grain => grain.Get());
        var details = (await Cluster.Second.Client(client.Id).Get())!;
        Assert.Equal((time, 47, "m"), (details.Time, Assert.Single(details.Values), details.Facts!.MachineId));
        var row = details.Summary;
        Assert.Equal(("host", "Hall 2", "rack-1"), (row.Name, row.Group, Assert.Single(row.Tags)));
        Assert.Equal(Temperature.Hash, details.Schema!.Hash);
        var again = (await Report(client.Id, 1, time, 47)).Answer!;
        Assert.Equal(ReportOutcome.Duplicate, Assert.Single(again.Reports).Outcome);
    }

    [Fact]
    public async Task Revoke_Client_ItsReportsAreRefusedFromThenOn()
    {
        var client = await EnrollOnSecondSilo();
        Assert.NotNull((await Report(client.Id, 1, Now, 47)).Answer);
        Assert.True(await Grains.Client(client.Id).Revoke());
        Assert.Contains("revoked", (await Report(client.Id, 2, Now, 47)).Refusal);
        await Cluster.Deactivate(Grains.Client(client.Id));
        Assert.Contains("revoked", (await Report(client.Id, 3, Now, 47)).Refusal);
        Assert.Null(await Grains.Client(client.Id).Get());
        Assert.True(await Grains.Client(client.Id).Revoke());
    }

    [Fact]
    public async Task Revoke_WhileAReportIsBeingStored_DoesNotWaitAndTheReportIsRefused()
    {
        var client = await EnrollOnSecondSilo();
        var gate = Cluster.Series.Hold(client.Id);
        var report = Report(client.Id, 1, Now, 47);
        await gate.Entered;
        Assert.True(await Grains.Client(client.Id).Revoke());
        Assert.DoesNotContain(await Grains.Fleet().List(), row => row.Id == client.Id);
        Assert.False(report.IsCompleted);
        gate.Open();
        Assert.Contains("revoked", (await report).Refusal);
        Assert.DoesNotContain(await Grains.Fleet().List(), row => row.Id == client.Id);
    }

    [Fact]
    public async Task Report_WhileOneIsBeingStored_WaitsAndQuestionsAreAnswered()
    {
        var client = await EnrollOnSecondSilo();
        var gate = Cluster.Series.Hold(client.Id);
        var first = Report(client.Id, 1, Now, 47);
        await gate.Entered;
        var second = Report(client.Id, 2, Now, 48);
        Assert.Null((await Grains.Client(client.Id).Get())!.Time);
        // One-way: it does not wait for the report before it.
        await Grains.Client(client.Id).Announce(client);
        Assert.False(first.IsCompleted || second.IsCompleted);
        gate.Open();
        Assert.All(await Task.WhenAll(first, second), each => Assert.NotNull(each.Answer));
    }

    [Fact]
    public async Task Report_OtherWindowsAndARestartInBetween_TheSeriesOfAWindowStillCount()
    {
        var client = await EnrollOnSecondSilo();
        var time = Now - 4 * 3_600_000;
        for (var i = 0; i < 4; i++)
        {
            var wide = Schema.Of(Enumerable.Range(0, 5_000).Select(j => Reports.Gauge("wide", $"i={i}", $"j={j}")));
            Assert.Equal(ReportOutcome.Stored, await Send(wide, time + i));
        }

        for (var i = 1; i < 8; i++) Assert.Equal(ReportOutcome.Stored, await Send(Temperature, time - i * 7_200_000));
        var more = Schema.Of([Reports.Gauge("more")]);
        Assert.Equal(ReportOutcome.Refused, await Send(more, time + 9));
        await Cluster.Deactivate(Grains.Client(client.Id));
        Assert.Equal(ReportOutcome.Refused, await Send(more, time + 9));
        Assert.Equal(ReportOutcome.Stored, await Send(more, Now));

        async Task<ReportOutcome> Send(Schema schema, long at)
        {
            var message = new ReportMessage([schema], null, [schema.Report(at, at, new double[schema.Series.Count])]);
            return Assert.Single((await Grains.Client(client.Id).Report(message)).Answer!.Reports).Outcome;
        }
    }

    [Fact]
    public async Task Report_Refused_ItsSchemaIsNotKept()
    {
        var client = await EnrollOnSecondSilo();
        var schema = Schema.Of([Reports.Gauge("refused_schema")]);
        var refused = schema.Report(1, Now + 3_600_000, 1);
        var answer = (await Grains.Client(client.Id).Report(new ReportMessage([schema], null, [refused]))).Answer!;
        Assert.Equal(ReportOutcome.Refused, Assert.Single(answer.Reports).Outcome);
        answer = (await Grains.Client(client.Id).Report(new ReportMessage([], null, [schema.Report(2, Now, 1)]))).Answer!;
        Assert.Equal(ReportOutcome.UnknownSchema, Assert.Single(answer.Reports).Outcome);
    }

    [Fact]
    public async Task UpdateRegistration_TagsAndGroup_AreInTheRowWhenItReturns()
    {
        var client = await EnrollOnSecondSilo();
        var change = new ClientChange([" spare ", "spare"], true, "Hall 3");
        Assert.True(await Grains.Client(client.Id).UpdateRegistration(change));
        var row = Assert.Single(await Grains.Fleet().List(), row => row.Id == client.Id);
        Assert.Equal(("spare", "Hall 3"), (Assert.Single(row.Tags), row.Group));
        Assert.True(await Grains.Client(client.Id).UpdateRegistration(new ClientChange(null, true, null)));
        Assert.Equal(("spare", null), await Stored());

        async Task<(string, string?)> Stored()
        {
            await Cluster.Deactivate(Grains.Client(client.Id));
            var registration = (await Grains.Client(client.Id).GetRegistration())!;
            var indexed = Assert.Single(await Grains.IndexOf(client.Id).List(), each => each.Id == client.Id);
            Assert.True(registration.IsSameAs(indexed));
            return (Assert.Single(registration.Tags), registration.Group);
        }
    }

    [Fact]
    public async Task UpdateRegistration_BadTags_IsRefusedFromTheOtherSiloByTheNameOfTheField()
    {
        var client = await EnrollOnSecondSilo();
        var invalid = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Grains.Client(client.Id).UpdateRegistration(new ClientChange([""], true, "\t")));
        Assert.Equal(["group", "tags"], invalid.Problems.Keys.Order());
        Assert.Contains("must have 1 to 50 characters", Assert.Single(invalid.Problems["tags"]));
        Assert.Contains("must have 1 to 50 characters", invalid.Message);
    }

    [Fact]
    public async Task Report_FactsWithAnotherName_RenamesRowRegistrationAndIndex()
    {
        var client = await EnrollOnSecondSilo("before");
        await Report(client.Id, 1, Now, 47, new MachineFacts("after"));
        Assert.Equal("after", Assert.Single(await Grains.Fleet().List(), row => row.Id == client.Id).Name);
        Assert.Equal("after", (await Grains.Fleet().Find(client.Id))!.Name);
        Assert.Equal("after", (await Grains.Client(client.Id).GetRegistration())!.Name);
        Assert.Equal("after", Assert.Single(await Grains.IndexOf(client.Id).List(), each => each.Id == client.Id).Name);
    }

    [Fact]
    public async Task Report_RenamedWhileTheIndexCannotBeWritten_IsMadeUpForByTheNext()
    {
        var client = await EnrollOnSecondSilo("before");
        var index = GrainKeys.IndexKey(client.Id);
        using (Cluster.Storage.Fail("index", index, Fault.BeforeTheWrite))
            await Assert.ThrowsAsync<FaultException>(() => Report(client.Id, 1, Now, 47, new MachineFacts("after")));
        Assert.NotNull((await Report(client.Id, 1, Now, 47, new MachineFacts("after"))).Answer);
        Assert.Equal("after", (await Grains.Fleet().Find(client.Id))!.Name);
        Assert.Equal("after", Assert.Single(await Grains.IndexOf(client.Id).List(), each => each.Id == client.Id).Name);
    }

    [Fact]
    public async Task Watch_FromTheOtherSilo_HearsSchemasReportsEventsAndSpans()
    {
        var client = await EnrollOnSecondSilo();
        var observer = new ClientObserver();
        var reference = Cluster.First.CreateObjectReference<IClientObserver>(observer);
        var snapshot = (await Grains.Client(client.Id).Watch(reference))!;
        Assert.Equal((client.Id, null, null), (snapshot.Client.Id, snapshot.Schema, snapshot.Report));

        var time = Now;
        var answer = (await Report(client.Id, 1, time, 47)).Answer!;
        Assert.Equal(1000, answer.IntervalMilliseconds);
        var happened = new MachineEvent(time, EventKinds.GpuXid, EventSeverity.Critical, "an event") { Key = "1" };
        var extras = new ReportExtras([happened], null).Encoded();
        await Grains.Client(client.Id).Report(new ReportMessage(
            [], null, [Temperature.Report(2, time - 60_000, 46) with { Extras = extras }]));
        await Eventually.HoldsAsync(() => observer.Heard.Count >= 4);
        Assert.Collection(
            observer.Heard,
            schema => Assert.Equal(Temperature.Hash, Assert.IsType<LiveSchema>(schema).Schema.Hash),
            report => Assert.Equal(47, Assert.Single(Assert.IsType<LiveReport>(report).Values)),
            span => Assert.Equal((client.Id, time - 60_000, time - 60_000), Assert.IsType<(string, long, long)>(span)),
            events => Assert.Equal(["an event"], Assert.IsType<List<string>>(events)));

        await Grains.Client(client.Id).Unwatch(reference);
        Assert.Equal(10_000, (await Report(client.Id, 3, Now, 47)).Answer!.IntervalMilliseconds);
    }
}
