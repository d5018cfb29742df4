using System.Runtime.InteropServices;

namespace Dcmon.Agent.Hosting;

/// <summary>
/// Signals that the agent follows, from its first to its last instant: SIGTERM, SIGINT and SIGQUIT stop it, SIGHUP has
/// it load its settings anew.
/// </summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _reload = new(0, 1);
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Follows them from now on.</summary>
    public ProcessSignals()
    {
        _registrations =
        [
            .. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(each => On(each, _stop.Cancel)),
            On(PosixSignal.SIGHUP, AskToReload),
        ];
    }

    /// <summary>Cancelled when the agent is to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Waits for SIGHUP; any number of them before the call count as one.</summary>
    public Task ReloadAsync(CancellationToken stop) => _reload.WaitAsync(stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var each in _registrations) each.Dispose();
        _stop.Dispose();
        _reload.Dispose();
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action action) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    });

    private void AskToReload()
    {
        try
        {
            _reload.Release();
        }
        catch (SemaphoreFullException)
        {
            // Asked already.
        }
    }
}
