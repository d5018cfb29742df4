using System.Collections.Concurrent;

namespace Dcmon.GrainRuntime.Tests;

/// <summary>What a test and its grains share: gates that hold a grain where the test wants it, and what happened.</summary>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new();

    /// <summary>What grains told, in order.</summary>
    public ConcurrentQueue<string> Events { get; } = new();

    public Gate Gate(string name) => _gates.GetOrAdd(name, _ => new());

    public IEnumerable<string> EventsOf(string prefix) => Events.Where(e => e.StartsWith(prefix, StringComparison.Ordinal));
}

/// <summary>A barrier: a grain reports that it has come, and waits until the test opens it.</summary>
public sealed class Gate
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody has come to the gate; fails when nobody comes.</summary>
    public Task Entered => _entered.Task.WaitAsync(Deadline);

    public bool IsEntered => _entered.Task.IsCompleted;

    public void Open() => _opened.TrySetResult();

    public Task PassAsync(CancellationToken cancellationToken = default)
    {
        _entered.TrySetResult();
        return _opened.Task.WaitAsync(cancellationToken);
    }
}
