using Dcmon.Agent.Settings;
using Dcmon.Settings;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Containers;

public class ContainersSettingsTests
{
    [Theory]
    [InlineData("collect.containers.sockets=docker.sock", "collect.containers.sockets")]
    [InlineData("collect.containers.labels=a.b,a-b", "would be the same label 'label_a_b'")]
    [InlineData("collect.containers.most=0", "collect.containers.most")]
    [InlineData("collect.containers.interval=0s", "collect.containers.interval")]
    [InlineData("collect.vast.root=vast", "collect.vast.root")]
    public void Load_BadValues_SayWhatIsWrong(string flag, string problem) =>
        Assert.Contains(problem, Assert.Throws<SettingsException>(() => Load(flag)).Message);

    [Fact]
    public void Load_GoodValues_AreTaken() =>
        Assert.Equal(["com.example.team", "vast"], Load("collect.containers.labels=com.example.team,vast").Collect.Containers.Labels);

    private static AgentSettings Load(string setting) => SettingsLoader.Load<AgentSettings>(
        null, new Dictionary<string, string>(), [KeyValuePair.Create(setting.Split('=')[0], setting.Split('=')[1])]);
}
