
namespace Dcmon.GrainRuntime.Tests.Grains;

[Alias("test.ILifecycleGrain")]
public interface ILifecycleGrain : IGrainWithStringKey
{
    [Alias("Activation")]
    Task<Guid> Activation();

    [Alias("Hold")]
    Task Hold(string gate);

    [Alias("Deactivate")]
    Task Deactivate();

    [Alias("Delay")]
    Task Delay(TimeSpan time);

    [Alias("Self")]
    Task<ILifecycleGrain> Self();
}

/// <summary>
/// Tells the probe what happens to it. The key says what it does: one that contains "fails-once" fails its first
/// activation, "holds" is held in OnDeactivateAsync at the gate of its key.
/// </summary>
[GrainType("test-lifecycle")]
public sealed class LifecycleGrain(Probe probe) : Grain, ILifecycleGrain, IAsyncDisposable
{
    private readonly Guid _activation = Guid.NewGuid();

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Key.Contains("fails-once", StringComparison.Ordinal) && !probe.EventsOf($"{Key} failed").Any())
        {
            probe.Events.Enqueue($"{Key} failed");
            throw new InvalidOperationException("not this time");
        }

        probe.Events.Enqueue($"{Key} activated");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (Key.Contains("holds", StringComparison.Ordinal)) await probe.Gate(Key).PassAsync(cancellationToken);
        probe.Events.Enqueue($"{Key} deactivated {reason.ReasonCode}");
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task Hold(string gate) => probe.Gate(gate).PassAsync();

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task<ILifecycleGrain> Self() => Task.FromResult(this.AsReference<ILifecycleGrain>());

    public ValueTask DisposeAsync()
    {
        probe.Events.Enqueue($"{Key} disposed");
        return default;
    }
}
