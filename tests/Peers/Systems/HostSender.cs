using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Systems;

/// <summary>Sends one host's reports to one system. One request at a time.</summary>
internal abstract class HostSender(GeneratedHost host) : IDisposable
{
    /// <summary>Whose reports.</summary>
    public GeneratedHost Host { get; } = host;

    /// <summary>Sends the host's next reports in one request and waits until the system has taken them.</summary>
    /// <param name="batch">Room for as many reports as shall go; what is in it is overwritten.</param>
    /// <exception cref="InvalidOperationException">The system has not taken them: what is measured would be
    /// wrong.</exception>
    public abstract Task SendAsync(SampleBatch batch);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
