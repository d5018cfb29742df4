using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public class ReportScreeningTests
{
    private const long Now = 1_000 * 7_200_000L;
    private static readonly Schema Schema = Schema.Of([Reports.Gauge("temperature")]);
    private static readonly Dictionary<SchemaHash, Schema> Known = new() { [Schema.Hash] = Schema };

    [Fact]
    public void Screen_GoodReport_HasNoObjection() => Assert.Null(Screen(Schema.Report(1, Now, 47)));

    [Theory]
    [InlineData(300_000, false)]
    [InlineData(300_001, true)]
    public void Screen_FromTheFuture_IsRefusedBeyondFiveMinutes(long ahead, bool refused) =>
        Assert.Equal(refused, Screen(Schema.Report(1, Now + ahead, 47)) is { Outcome: ReportOutcome.Refused });

    [Fact]
    public void Screen_FromTheFuture_NamesTheRemedy() =>
        Assert.Contains("set the machine's clock", Screen(Schema.Report(1, Now + 400_000, 47))!.Reason);

    [Fact]
    public void Screen_UnknownSchema_IsAskedFor()
    {
        var other = Schema.Of([Reports.Gauge("other")]);
        Assert.Equal(new ReportStatus(1, ReportOutcome.UnknownSchema), Screen(other.Report(1, Now, 1)));
    }

    [Theory]
    [InlineData(new byte[0], "too early")]
    [InlineData(new byte[] { 0x09, 0x09 }, "1 bytes are left")]
    [InlineData(new byte[] { 7, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f }, "only finite")]
    [InlineData(new byte[] { 7, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f }, "only finite")]
    [InlineData(new byte[] { 6 }, "unknown form")]
    public void Screen_ValuesThatCannotBe_AreRefusedWithReason(byte[] values, string reason)
    {
        var status = Screen(new Report(1, Now, Schema.Hash, values));
        Assert.Equal(ReportOutcome.Refused, status!.Outcome);
        Assert.Contains(reason, status.Reason);
    }

    [Fact]
    public void Screen_OneBadAmongGood_OnlyThatIsObjectedTo()
    {
        var objections = ReportScreening.Screen(
            [Schema.Report(1, Now, 1), Schema.Report(2, Now + 999_999, 2), Schema.Report(3, Now, 3)], Known, Limits);
        Assert.Equal([true, false, true], objections.Select(each => each is null).ToArray());
    }

    [Fact]
    public void Screen_OlderThanSamplesAreKept_IsRefused()
    {
        Assert.Null(Screen(Schema.Report(1, Now - 3_599_999, 47)));
        Assert.Contains("older than", Screen(Schema.Report(1, Now - 3_600_000, 47))!.Reason);
    }

    [Fact]
    public void Screen_EverNewSeries_AreRefusedBeyondTheLimit()
    {
        var limits = Limits;
        var schemas = Enumerable.Range(0, 6).Select(i => Schema.Of([Reports.Gauge("m", $"id={2 * i}"), Reports.Gauge("m", $"id={2 * i + 1}")])).ToArray();
        var known = schemas.ToDictionary(schema => schema.Hash);
        var statuses = ReportScreening.Screen([.. schemas.Select((schema, i) => schema.Report(i, Now, 1, 2))], known, limits);
        Assert.Equal([true, true, true, true, true, false], statuses.Select(status => status is null).ToArray());
        Assert.Contains("label whose value changes", statuses[5]!.Reason);
        // What is known already is taken further on, and another window begins anew.
        Assert.Null(ReportScreening.Screen([schemas[0].Report(7, Now, 1, 2)], known, limits)[0]);
        Assert.Null(ReportScreening.Screen([schemas[5].Report(8, Now - 7_200_000, 1, 2)], known,
            limits with { SampleRetention = TimeSpan.FromHours(4) })[0]);
    }

    [Fact]
    public void Screen_SchemaTooLong_IsRefused()
    {
        var labels = Enumerable.Range(0, 20).Select(i => $"l{i}=" + new string('x', 1_000)).ToArray();
        var schema = Schema.Of(Enumerable.Range(0, 110).Select(i => Reports.Gauge($"m{i}", labels)));
        var known = new Dictionary<SchemaHash, Schema> { [schema.Hash] = schema };
        var statuses = ReportScreening.Screen([schema.Report(1, Now, new double[110])], known, Limits);
        Assert.Contains("shorter labels", statuses[0]!.Reason);
    }

    private static ScreeningLimits Limits => new(Now, TimeSpan.FromHours(1), new SeriesBudget(new WindowLimits(10)));

    private static ReportStatus? Screen(Report report) => ReportScreening.Screen([report], Known, Limits)[0];
}
