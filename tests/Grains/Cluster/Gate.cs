namespace Dcmon.Grains.Tests.Cluster;

/// <summary>A barrier: who comes to it says so, and waits until the test opens it.</summary>
public sealed class Gate
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody has come to the gate; fails when nobody comes.</summary>
    public Task Entered => _entered.Task.WaitAsync(Deadline);

    /// <summary>Completes when somebody gave up waiting at the gate; fails when nobody does.</summary>
    public Task Cancelled => _cancelled.Task.WaitAsync(Deadline);

    public void Open() => _opened.TrySetResult();

    public async Task PassAsync(CancellationToken cancel)
    {
        _entered.TrySetResult();
        try
        {
            await _opened.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
    }
}
