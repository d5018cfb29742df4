using Dcmon.EndToEnd.Processes;

namespace Dcmon.EndToEnd.Agents;

/// <summary>A server to which the real agent of this machine reports each second, for tests that leave both as they are.</summary>
public sealed class ReportingServer : IAsyncLifetime
{
    private AgentProcess _agent = null!;

    /// <summary>The server.</summary>
    internal ServerProcess Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Server = await ServerProcess.StartAsync(new NoOutput(), "--set", "agents.interval=1s");
        _agent = await AgentProcess.ReportingAsync(new NoOutput(), Server);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await Server.DisposeAsync();
    }
}
