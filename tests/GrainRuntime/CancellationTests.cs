using Dcmon.GrainRuntime.Tests.Grains;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class CancellationTests(HostFixture fixture) : SharedHostTests(fixture)
{
    private readonly string _first = NewKey();
    private readonly string _second = NewKey();

    [Fact]
    public async Task Cancel_BeforeTheCall_ItNeverRuns()
    {
        var grain = Grains.GetGrain<ICancellableGrain>(NewKey());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.Hold(_first, new(canceled: true)));
        Host.Probe.Gate(_second).Open();
        await grain.Hold(_second);
        Assert.False(Host.Probe.Gate(_first).IsEntered);
    }

    [Fact]
    public async Task Cancel_WhileQueued_CallerGetsItAndItNeverRuns()
    {
        var grain = Grains.GetGrain<ICancellableGrain>(NewKey());
        using var cancelRunning = new CancellationTokenSource();
        var running = grain.Hold(_first, cancelRunning.Token);
        await Host.Probe.Gate(_first).Entered;
        using var cancelQueued = new CancellationTokenSource();
        var queued = grain.Hold(_second, cancelQueued.Token);
        await cancelQueued.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        // On Orleans a cancellation is a message; they arrive in order, so the next one to arrive ends the wait.
        await cancelRunning.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var last = NewKey();
        Host.Probe.Gate(last).Open();
        await grain.Hold(last);
        Assert.False(Host.Probe.Gate(_second).IsEntered);
    }

    [Fact]
    public async Task Cancel_WhileRunning_CallerGetsItAndTheGrainsTokenFires()
    {
        var grain = Grains.GetGrain<ICancellableGrain>(NewKey());
        using var cancellation = new CancellationTokenSource();
        var running = grain.Hold(_first, cancellation.Token);
        await Host.Probe.Gate(_first).Entered;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Host.Probe.Gate(_first + " cancelled").PassAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Host.Probe.Gate(_second).Open();
        await grain.Hold(_second);
    }

    [Fact]
    public async Task Cancel_AfterTheAnswer_ChangesNothing()
    {
        var grain = Grains.GetGrain<ICancellableGrain>(NewKey());
        using var cancellation = new CancellationTokenSource();
        Host.Probe.Gate(_first).Open();
        await grain.Hold(_first, cancellation.Token);
        await cancellation.CancelAsync();
        await grain.Hold(_first);
    }
}
