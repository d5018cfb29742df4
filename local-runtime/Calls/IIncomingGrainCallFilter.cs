namespace Orleans;

/// <summary>
/// Runs around each call of each grain, in order of registration as a service; a grain that implements it runs around
/// its own calls, last. Calls to observers pass no filter.
/// </summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Handles a call, usually by awaiting <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
