using Orleans.Concurrency;

namespace Dcmon.GrainRuntime.Tests.Grains;

[Alias("test.ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer which ticks as fast as it can; each tick passes the gate of its number.</summary>
    [AlwaysInterleave]
    [Alias("Start")]
    Task Start(string gates, bool interleave);

    [Alias("StartFailing")]
    Task StartFailing(string gates);

    [Alias("Hold")]
    Task Hold(string gate);

    [AlwaysInterleave]
    [Alias("Stop")]
    Task Stop();

    [Alias("Deactivate")]
    Task Deactivate();

    [Alias("Ticks")]
    Task<int> Ticks();
}

[GrainType("test-timer")]
public sealed class TimerGrain(Probe probe) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Start(string gates, bool interleave)
    {
        var ticks = 0;
        _timer = this.RegisterGrainTimer(
            token =>
            {
                _ticks++;
                return probe.Gate($"{gates} {++ticks}").PassAsync(token);
            },
            new() { DueTime = TimeSpan.Zero, Period = TimeSpan.FromMilliseconds(1), Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing(string gates)
    {
        _timer = this.RegisterGrainTimer(
            async token =>
            {
                await probe.Gate($"{gates} {++_ticks}").PassAsync(token);
                throw new InvalidOperationException("a bad tick");
            },
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public Task Hold(string gate) => probe.Gate(gate).PassAsync();

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);
}
