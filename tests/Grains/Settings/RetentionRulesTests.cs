using System.Text.Json;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Grains.Settings;

namespace Dcmon.Grains.Tests.Settings;

public class RetentionRulesTests
{
    private static readonly RetentionLimits Configured = new GrainOptions().ConfiguredRetention;

    [Fact]
    public void Over_Chosen_GoesBeforeTheFile()
    {
        var inForce = new RetentionChoice(Raw: TimeSpan.FromDays(90), MaxMegabytes: 4096).Over(Configured);
        Assert.Equal(Configured with { Raw = TimeSpan.FromDays(90), MaxMegabytes = 4096 }, inForce);
        Assert.Equal(Configured, new RetentionChoice().Over(Configured));
    }

    [Fact]
    public void Check_TiersOutOfOrder_AreNamed()
    {
        Assert.Empty(RetentionRules.Check(Configured));
        Assert.Equal(["FiveMinutes"], Names(new RetentionChoice(Raw: TimeSpan.FromDays(400))));
        Assert.Equal(["OneHour"], Names(new RetentionChoice(OneHour: TimeSpan.FromDays(100))));
        Assert.Equal(["Raw"], Names(new RetentionChoice(Raw: TimeSpan.FromHours(47))));
        Assert.Equal(["Events", "Processes"], Names(new RetentionChoice(Events: TimeSpan.Zero, Processes: TimeSpan.MaxValue)));
        Assert.Equal(["MaxMegabytes", "MinFreeMegabytes"], Names(new RetentionChoice(MaxMegabytes: 63, MinFreeMegabytes: -1)));
    }

    [Fact]
    public void State_StoredBeforeThereWasRetention_LeavesItToTheFile() =>
        Assert.Equal(new RetentionChoice(), JsonSerializer.Deserialize<SettingsState>("{\"Thresholds\":{}}")!.Retention);

    [Fact]
    public void Check_BadChoice_RefusesItByTheNamesOfItsProperties()
    {
        var invalid = Assert.Throws<InvalidRequestException>(
            () => RetentionRules.Check(new RetentionChoice(MinFreeMegabytes: -1), Configured));
        Assert.Equal(["MinFreeMegabytes"], invalid.Problems.Keys);
        RetentionRules.Check(new RetentionChoice(), Configured);
    }

    [Fact]
    public void Check_TwoProblemsOfOneProperty_AreBothReported()
    {
        var choice = new RetentionChoice(FiveMinutes: TimeSpan.FromDays(10_002), OneHour: TimeSpan.FromDays(10_001));
        var invalid = Assert.Throws<InvalidRequestException>(() => RetentionRules.Check(choice, Configured));
        Assert.Equal(2, invalid.Problems["OneHour"].Length);
    }

    private static IEnumerable<string> Names(RetentionChoice choice) =>
        RetentionRules.Check(choice.Over(Configured)).Select(each => each.Name);
}
