using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Settings;
using Dcmon.Agent.Tests.Support;
using Dcmon.Settings;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi;

public class BmcSettingsTests
{
    [Fact]
    public void Load_NamedBmcs_AreCollectorsOfTheirOwn()
    {
        using var parts = new TestParts(Load("bmcs.node8.address=10.0.9.8", "bmcs.node8.password_file=/etc/dcmon/node8"));

        Assert.Equal(["ipmi", "ipmi:node7", "ipmi:node8"], Names(parts));
    }

    [Fact]
    public void Load_TurnedOff_TurnsOffAll()
    {
        using var parts = new TestParts(Load("enabled=false"));

        Assert.All(parts.Collectors().Where(each => each.Name.StartsWith("ipmi")), each => Assert.IsType<DisabledCollector>(each));
        Assert.Equal(2, Names(parts).Count());
    }

    [Theory]
    [InlineData("bmcs.node7.cipher_suite=18", "collect.ipmi.bmcs.node7.cipher_suite")]
    [InlineData("bmcs.node7.privilege=root", "collect.ipmi.bmcs.node7.privilege")]
    [InlineData("bmcs.node7.port=0", "collect.ipmi.bmcs.node7.port")]
    [InlineData("bmcs.node7.user=0123456789abcdefg", "collect.ipmi.bmcs.node7.user")]
    [InlineData("bmcs.node7.password=secret", "collect.ipmi.bmcs.node7.password")]
    [InlineData("bmcs.node7.password_file=secret", "collect.ipmi.bmcs.node7.password_file")]
    [InlineData("bmcs.node7.address=-v", "collect.ipmi.bmcs.node7.address")]
    [InlineData("bmcs.node8.password_file=/p", "collect.ipmi.bmcs.node8.address")]
    [InlineData("device=ipmi0", "collect.ipmi.device")]
    [InlineData("helper=bmc.sock", "collect.ipmi.helper")]
    [InlineData("sel_first=513", "collect.ipmi.sel_first")]
    [InlineData("interval=0s", "collect.ipmi.interval")]
    public void Load_BadSetting_NamesItsKey(string setting, string key) =>
        Assert.Contains(key, Assert.Throws<SettingsException>(() => Load(setting)).Message);

    private static IEnumerable<string> Names(TestParts parts) =>
        parts.Collectors().Select(each => each.Name).Where(each => each.StartsWith("ipmi"));

    /// <summary>Settings with one good BMC, and what a test adds to <c>collect.ipmi</c>.</summary>
    private static CollectorSettings Load(params string[] settings) => SettingsLoader.Load<AgentSettings>(
        null, new Dictionary<string, string>(),
        ((string[])["bmcs.node7.address=10.0.9.7", "bmcs.node7.user=dcmon", "bmcs.node7.password_file=/etc/dcmon/node7", .. settings])
            .Select(each => each.Split('=')).Select(each => KeyValuePair.Create("collect.ipmi." + each[0], each[1]))).Collect;
}
