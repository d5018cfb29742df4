using Dcmon.EndToEnd.Processes;
using Dcmon.Load;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Agents;

/// <summary>A server with five agents that report all the time, whatever somebody else does to it.</summary>
public sealed class UndisturbedFleet : IAsyncLifetime
{
    private LoadFleet _fleet = null!;

    /// <summary>The server.</summary>
    internal ServerProcess Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Server = await ServerProcess.StartAsync(new NoOutput());
        _fleet = await Server.FleetAsync(Server.Fleet(5, TimeSpan.FromMilliseconds(250)));
        _fleet.Start();
    }

    /// <summary>Each report so far was taken when it was sent first, and more are.</summary>
    internal async Task AssertUndisturbedAsync()
    {
        var counters = _fleet.Counters;
        var before = counters.Acknowledged;
        await Eventually.HoldsAsync(() => counters.Acknowledged >= before + _fleet.Agents.Count, "the other agents' reports are acknowledged");
        Assert.True(counters.Failures == 0, $"A request of the other agents failed: {counters.LastProblem}");
        Assert.Equal(0, counters.Refused + counters.Duplicates + counters.Retried);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _fleet.DisposeAsync();
        await Server.DisposeAsync();
    }
}
