using Dcmon.Peers.Systems;

namespace Dcmon.Peers.Runs;

/// <summary>Senders that end together.</summary>
internal sealed class SenderList(IReadOnlyList<HostSender> all) : IDisposable
{
    /// <summary>The senders.</summary>
    public IReadOnlyList<HostSender> All => all;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var sender in all) sender.Dispose();
    }
}
