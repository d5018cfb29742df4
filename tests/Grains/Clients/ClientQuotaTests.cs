using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public class ClientQuotaTests
{
    private const long Now = 1_700_000_000_000;
    private const long Hour = 3_600_000;
    private static readonly Schema Schema = Schema.Of([Reports.Gauge("temperature")]);
    private static readonly ReportExtras Storm = new([.. Enumerable.Repeat(new MachineEvent(Now, "kind", EventSeverity.Info, "x"), 200)], null);

    [Fact]
    public void TakeEvents_Storm_IsStoppedAndGoesOnAsTheDayDoes()
    {
        var quota = new ClientQuota();
        quota.Begin(Now);
        Assert.Equal(100, Enumerable.Range(0, 1_000).Count(_ => quota.TakeEvents(Storm)));
        quota.Begin(Now + 6 * Hour);
        Assert.Equal(25, Enumerable.Range(0, 1_000).Count(_ => quota.TakeEvents(Storm)));
    }

    [Fact]
    public void Take_SchemasOfOneMessage_ArePaidOnceEach()
    {
        var quota = new ClientQuota();
        quota.Begin(Now);
        for (var i = 0; i < 1_000; i++) Assert.Null(quota.Take(Schema.Report(i, Now, 1), bringsSchema: true));
        var spent = Enumerable.Range(0, 600).Select(i => Schema.Of([Reports.Gauge($"m{i}")]).Report(i, Now, 1)).Count(each => quota.Take(each, true) is not null);
        Assert.Equal(101, spent);
        Assert.Equal(QuotaKind.Schemas, quota.Take(Schema.Of([Reports.Gauge("more")]).Report(1, Now, 1), true));
        Assert.Null(quota.Take(Schema.Report(1, Now, 1), bringsSchema: false));
    }

    [Fact]
    public void Take_LeavingHalf_StopsThereWhoeverUsedIt()
    {
        var quota = new ClientQuota();
        quota.Begin(Now);
        var each = Enumerable.Range(0, 600).Select(i => Schema.Of([Reports.Gauge($"m{i}")]).Report(i, Now, 1)).ToList();
        Assert.Equal(250, each.Count(report => quota.Take(report, true, leavesHalf: true) is null));
        Assert.Equal(250, each.Skip(250).Count(report => quota.Take(report, true) is null));
    }

    [Fact]
    public void PutBack_NotStored_CostsNothing()
    {
        var quota = new ClientQuota();
        for (var i = 0; i < 1_000; i++)
        {
            Assert.True(quota.TakeEvents(Storm));
            quota.PutBack(Schema.Report(1, Now, 1), Storm);
        }
    }

    [Fact]
    public void TakeFacts_EachSecond_AreNotAllStored()
    {
        var (quota, stored) = (new ClientQuota(), 0);
        for (var second = 0; second < 3_600; second++)
        {
            quota.Begin(Now + second * 1_000);
            if (quota.TakeFacts()) stored++;
        }

        Assert.InRange(stored, 250, 300);
    }
}
