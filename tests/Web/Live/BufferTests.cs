using System.Text.Json;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Api;
using Dcmon.Web.Clients;
using Dcmon.Web.Fleet;
using Dcmon.Web.History;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Tests.Live;

public class BufferTests
{
    private static readonly JsonSerializerOptions Json = Options();

    [Fact]
    public void Rows_NewestWins_RemovalsComeFirstAndReturnsAfter()
    {
        var rows = new RowBuffer();
        rows.Put(new FleetRow(OutboxTests.Row("a")));
        rows.Put(new FleetRow(OutboxTests.Row("a") with { Name = "newer" }));
        rows.Put(new FleetRow(OutboxTests.Row("gone")));
        rows.Remove("gone");
        rows.Remove("back");
        rows.Put(new FleetRow(OutboxTests.Row("back")));
        Assert.Equal("""fleetRemoved ["gone","back"]|fleet newer,back""", Take(rows.TakeInto, rows: true));
        Assert.Equal(0, rows.Count);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Rows_Gpus_GoWhereTheyAreAskedFor(bool gpus, int count)
    {
        var row = JsonSerializer.SerializeToElement(new FleetRow(OutboxTests.Row("a", new GpuFigures("0", 0.5))).Json(gpus), Json);
        Assert.Equal(count, row.GetProperty("gpus").GetArrayLength());
        Assert.Equal("a", row.GetProperty("id").GetString());
    }

    [Fact]
    public void Client_InOrder_SchemaBeforeItsReports()
    {
        var client = new ClientBuffer("c");
        client.PutReport(5, new SharedJson("old"));
        client.PutReport(7, new SharedJson("old"));
        client.PutSchema(new SharedJson("s"));
        client.PutReport(9, new SharedJson("r"));
        client.Put(new SharedJson("row"));
        client.PutEvents(new SharedJson("e"));
        Assert.Equal("""client "row"|schema "s"|report "r"|backfilled {"client":"c","from":5,"to":7}|events "e" """.TrimEnd(), Take(client.TakeInto));
        Assert.Equal(0, client.Count);
    }

    [Fact]
    public void Client_Programs_TheNewestReportOfEachIsSent()
    {
        var client = new ClientBuffer("c");
        client.PutProgram("a", new SharedJson("old"));
        client.PutProgram("b", new SharedJson("b"));
        client.PutProgram("a", new SharedJson("new"));
        Assert.Equal(2, client.Count);
        Assert.Equal("""program "new"|program "b" """.TrimEnd(), Take(client.TakeInto));
        Assert.Equal(0, client.Count);
    }

    [Fact]
    public void Client_TooManyReports_BecomeASpanToFetch()
    {
        var client = new ClientBuffer("c");
        for (var time = 1; time <= 3 * ClientBuffer.MostReports + 1; time++) client.PutReport(time, new SharedJson(time));
        Assert.InRange(client.Count, 1, ClientBuffer.MostReports + 1);
        client.PutMissed(-3, -2);
        Assert.Equal("""report 769|backfilled {"client":"c","from":-3,"to":768}""", Take(client.TakeInto));
    }

    [Fact]
    public void Client_TooManyEvents_OldestGo()
    {
        var client = new ClientBuffer("c");
        for (var i = 0; i < ClientBuffer.MostEvents + 2; i++) client.PutEvents(new SharedJson(i));
        Assert.StartsWith("events 2|events 3|", Take(client.TakeInto));
    }

    [Fact]
    public void Series_TailThatCoversTheOneThatWaits_TakesItsPlace()
    {
        var series = new SeriesBuffer("x");
        series.Put(100, new SharedJson("first"));
        series.Put(90, new SharedJson("second"));
        Assert.Equal(90, series.WaitingFrom);
        Assert.Equal("""series {"id":"x","answer":"second"}""", Take(series.TakeInto));
        Assert.False(series.Any);
    }

    [Fact]
    public void Series_TailThatDoesNot_MakesTheQueryStale()
    {
        var series = new SeriesBuffer("x");
        series.Put(100, new SharedJson("first"));
        series.Put(101, new SharedJson("second"));
        Assert.Equal("""seriesStale {"id":"x"}|series {"id":"x","answer":"second"}""", Take(series.TakeInto));
        series.PutStale();
        series.PutStale();
        Assert.Equal("""seriesStale {"id":"x"}""", Take(series.TakeInto));
    }

    private static string Take(Action<List<PushMessage>> takeInto, bool rows = false)
    {
        var messages = new List<PushMessage>();
        takeInto(messages);
        return string.Join('|', messages.Select(message => $"{message.Event} {Text(message)}"));

        string Text(PushMessage message) => rows && message.Event == "fleet"
            ? string.Join(',', JsonSerializer.SerializeToElement(message.Value, Json).EnumerateArray().Select(row => row.GetProperty("name").GetString()))
            : JsonSerializer.Serialize(message.Value, Json);
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        ApiJson.Configure(options);
        return options;
    }
}
