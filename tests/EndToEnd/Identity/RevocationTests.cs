using System.Net;
using Dcmon.EndToEnd.Agents;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Identity;

/// <summary>A client that an admin sends away.</summary>
public sealed class RevocationTests(ITestOutputHelper output)
{
    private static readonly Schema Small = Schema.Of([Reports.Gauge("load1")]);

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task RevokedClient_OnItsOpenConnection_IsRefusedAtOnceWithTheReason()
    {
        await using var server = await ServerProcess.StartAsync(output);
        using var agent = await RawAgent.EnrollAsync(server);
        await agent.SendAsync([Small], Small.Report(1, Now, 1));
        await server.Api.RevokeAsync(agent.ClientId);
        var (status, reason) = await agent.SendRefusedAsync(RawAgent.Bytes([], Small.Report(2, Now, 2)));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("revoked", reason, StringComparison.Ordinal);
        Assert.Equal([1L], SeriesDatabase.Reports(server).Select(each => each.Sequence));

        // And it stays so after a restart.
        await server.Process.KillAsync();
        await server.StartAgainAsync();
        (status, reason) = await agent.SendRefusedAsync(RawAgent.Bytes([], Small.Report(2, Now, 2)));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("revoked", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokedAgent_SaysWhyInItsOwnLogAndKeepsItsReports()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var agent = await AgentProcess.EnrollAsync(output, server);
        await agent.StartAsync();
        await agent.Process.WaitForLineAsync("Reporting to");
        await server.Api.RevokeAsync(agent.ClientId);
        var line = await agent.Process.WaitForLineAsync("does not accept this agent");
        Assert.Contains("revoked", line, StringComparison.Ordinal);
        Assert.Contains("enroll --force", line, StringComparison.Ordinal);
        Assert.False(agent.Process.HasExited);
    }
}
