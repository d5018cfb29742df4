using System.Text.Json;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Grains.Settings;

namespace Dcmon.Grains.Tests.Settings;

public class DisplayRulesTests
{
    [Fact]
    public void Check_Defaults_AreGood() =>
        DisplayRules.Check(DisplayDefaults.Settings);

    [Theory]
    [InlineData("gpuHappiness", new double[] { 1, 2, 3 }, "is no figure")]
    [InlineData("CpuRatio", new double[] { 1, 2, 3 }, "is no figure")]
    [InlineData("cpuRatio", new double[] { 1, 2 }, "three numbers")]
    [InlineData("cpuRatio", new double[] { 1, 2, double.NaN }, "three numbers")]
    [InlineData("cpuRatio", new double[] { 1, 2, double.PositiveInfinity }, "three numbers")]
    [InlineData("cpuRatio", null, "three numbers")]
    [InlineData("cpuRatio", new double[] { 1, 3, 2 }, "must not descend")]
    public void Check_BadThresholds_SaysWhatIsWrong(string figure, double[]? levels, string problem) =>
        Assert.Contains(problem, Assert.Single(ProblemsOf(figure, levels)[$"thresholds.{figure}"]));

    [Fact]
    public void Changes_OfWhatIsInForce_GiveItBack()
    {
        var thresholds = DisplayDefaults.Settings.Thresholds.ToDictionary();
        thresholds["load1"] = [2, 4, 8];
        thresholds["cpuRatio"] = [0.1, 0.2, 0.3];
        thresholds.Remove("gpuFanRatio");
        var changes = DisplayRules.Changes(new DisplaySettings(thresholds), DisplayDefaults.Settings);
        Assert.Equal(["cpuRatio", "gpuFanRatio", "load1"], changes.Keys.Order());
        Assert.Equivalent(thresholds, DisplayRules.Apply(changes, DisplayDefaults.Settings).Thresholds, strict: true);
    }

    [Fact]
    public void Apply_DefaultsThatCameLater_AreInForceBesideOldChanges()
    {
        var before = new DisplaySettings(new Dictionary<string, IReadOnlyList<double>> { ["cpuRatio"] = [0.5, 0.7, 0.9] });
        var changes = DisplayRules.Changes(new DisplaySettings(new Dictionary<string, IReadOnlyList<double>> { ["cpuRatio"] = [0.1, 0.2, 0.3] }), before);
        var now = DisplayRules.Apply(changes, DisplayDefaults.Settings).Thresholds;
        Assert.Equal([0.1, 0.2, 0.3], now["cpuRatio"]);
        Assert.Equal(DisplayDefaults.Settings.Thresholds["psuFanRpm"], now["psuFanRpm"]);
    }

    [Fact]
    public void State_OnDisk_KeepsWhatWasTakenAway()
    {
        var stored = JsonSerializer.Deserialize<SettingsState>("""{"Thresholds":{"cpuRatio":null,"load1":[2,4,8]}}""")!;
        var read = JsonSerializer.Deserialize<SettingsState>(JsonSerializer.Serialize(stored))!;
        Assert.Null(read.Thresholds["cpuRatio"]);
        Assert.Equal([2, 4, 8], read.Thresholds["load1"]!);
    }

    private static IReadOnlyDictionary<string, string[]> ProblemsOf(string figure, double[]? levels) =>
        Assert.Throws<InvalidRequestException>(() => DisplayRules.Check(
            new DisplaySettings(new Dictionary<string, IReadOnlyList<double>> { [figure] = levels! }))).Problems;
}
