using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Grains.Tests.Cluster;

namespace Dcmon.Grains.Tests.Settings;

public sealed class SettingsGrainTests(ClusterFixture fixture) : ClusterTests(fixture), IAsyncLifetime
{
    private ISettingsGrain Settings => Grains.Settings();

    public Task InitializeAsync() => Cluster.Place(Settings, Cluster.SecondSilo, grain => grain.GetDisplay());

    public async Task DisposeAsync()
    {
        await Settings.SetDisplay(null);
        await Settings.SetRetention(new RetentionChoice());
    }

    [Fact]
    public async Task SetDisplay_Thresholds_AreInForceAlsoAfterARestart()
    {
        var thresholds = (await Settings.GetDefaultDisplay()).Thresholds.ToDictionary();
        thresholds["load1"] = [2, 4, 8];
        thresholds.Remove("cpuRatio");
        await Settings.SetDisplay(new DisplaySettings(thresholds));
        await Cluster.Deactivate(Settings);
        Assert.Equivalent(thresholds, (await Settings.GetDisplay()).Thresholds, strict: true);
        await Settings.SetDisplay(null);
        Assert.Equivalent(await Settings.GetDefaultDisplay(), await Settings.GetDisplay(), strict: true);
    }

    [Fact]
    public async Task SetDisplay_BadThresholds_IsRefusedByTheFigure()
    {
        var invalid = await Assert.ThrowsAsync<InvalidRequestException>(() => Settings.SetDisplay(
            new DisplaySettings(new Dictionary<string, IReadOnlyList<double>> { ["load1"] = [3, 2, 1] })));
        Assert.Contains("must not descend", Assert.Single(invalid.Problems["thresholds.load1"]));
        Assert.DoesNotContain("load1", (await Settings.GetDisplay()).Thresholds.Keys);
    }

    [Fact]
    public async Task SetRetention_BadChoice_IsRefusedFromTheOtherSiloByTheNamesOfTheProperties()
    {
        var invalid = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Settings.SetRetention(new RetentionChoice(Raw: TimeSpan.FromHours(1), MinFreeMegabytes: -1)));
        Assert.Equal(["MinFreeMegabytes", "Raw"], invalid.Problems.Keys.Order());
        Assert.Equal("must be at least 2d.", Assert.Single(invalid.Problems["Raw"]));
        Assert.Contains("Raw: must be at least 2d.", invalid.Message);
        Assert.Equal(new RetentionChoice(), (await Settings.GetRetention()).Chosen);
    }

    [Fact]
    public async Task SetRetention_GoodChoice_IsThereAfterARestart()
    {
        var choice = new RetentionChoice(Raw: TimeSpan.FromDays(40), MaxMegabytes: 4096);
        await Settings.SetRetention(choice);
        await Cluster.Deactivate(Settings);
        var configured = new GrainOptions().ConfiguredRetention;
        Assert.Equal(new RetentionDecision(configured, choice), await Settings.GetRetention());
    }
}
