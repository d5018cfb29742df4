using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests;

public class ReportScreeningTests
{
    private const long Now = 1_000_000;
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
            [Schema.Report(1, Now, 1), Schema.Report(2, Now + 999_999, 2), Schema.Report(3, Now, 3)], Known, Now);
        Assert.Equal([true, false, true], objections.Select(each => each is null).ToArray());
    }

    private static ReportStatus? Screen(Report report) => ReportScreening.Screen([report], Known, Now)[0];
}
