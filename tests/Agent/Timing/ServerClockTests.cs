using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Timing;

public sealed class ServerClockTests
{
    [Fact]
    public async Task Report_AnswerWithTheServersTime_MeasuresTheOffset()
    {
        await using var gateway = new TestGateway();
        await gateway.StartAsync();
        await using var agent = new AgentUnderTest(gateway.NewIdentity());
        gateway.ServerTime = () => agent.Time.GetUtcNow().AddSeconds(3).ToUnixTimeMilliseconds();
        await agent.StartAsync();
        agent.Report();

        await Eventually.HoldsAsync(() => agent.Server.Best is not null, "the clocks are compared");
        Assert.Equal(-3, agent.Server.Best!.OffsetSeconds, 2);
    }
}
