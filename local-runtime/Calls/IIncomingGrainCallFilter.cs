namespace Orleans;

/// <summary>
/// Runs around each call of each grain, in order of registration as a service; a grain that implements it runs around
/// its own calls, last. Timers' ticks and calls to observers pass no filter here; on Orleans they do, the latter in
/// the process that hosts the silo, so a filter looks at the interface before it acts.
/// </summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Handles a call, usually by awaiting <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
