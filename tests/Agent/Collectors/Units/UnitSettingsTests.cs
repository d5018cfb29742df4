using Dcmon.Agent.Settings;
using Dcmon.Settings;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Units;

public class UnitSettingsTests
{
    [Theory]
    [InlineData("docker.service")]
    [InlineData("user@1000.service")]
    [InlineData("nvidia-*")]
    [InlineData(@"mnt-big\x2ddisk.mount")]
    public void Include_NamesAndPatterns_AreTaken(string unit) => Assert.Equal([unit], Load(unit).Collect.Units.Include);

    [Theory]
    [InlineData("docker")]
    [InlineData("--user.service")]
    [InlineData("a b.service")]
    [InlineData("a;b.service")]
    public void Include_AnythingElse_IsRefused(string unit)
    {
        var error = Assert.Throws<SettingsException>(() => Load(unit));
        Assert.Contains($"'{unit}', which is neither a unit's full name", error.Message, StringComparison.Ordinal);
    }

    private static AgentSettings Load(string unit) => SettingsLoader.Load<AgentSettings>(
        null, new Dictionary<string, string>(), [KeyValuePair.Create("collect.units.include", unit)]);
}
