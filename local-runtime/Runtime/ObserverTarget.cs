using System.Threading.Channels;

namespace Orleans.Runtime;

/// <summary>An observer: runs the calls to it on the thread pool, one at a time, in order.</summary>
internal sealed class ObserverTarget
{
    private readonly LocalGrainRuntime _runtime;
    private readonly Channel<Request> _calls = Channel.CreateUnbounded<Request>(new() { SingleReader = true });

    public ObserverTarget(LocalGrainRuntime runtime, IGrainObserver observer)
    {
        _runtime = runtime;
        // Unsafe: the observer does not inherit the ambient values of whoever makes the reference.
        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(observer), null);
    }

    public void Receive(Request request)
    {
        if (!_calls.Writer.TryWrite(request))
            request.Reject(new ClientNotAvailableException($"The observer of {request} was deleted."));
    }

    /// <summary>Takes no more calls; those that were made before still come.</summary>
    public void Delete() => _calls.Writer.TryComplete();

    private async Task RunAsync(IGrainObserver observer)
    {
        await foreach (var call in _calls.Reader.ReadAllAsync()) await call.ObserveAsync(observer, _runtime.Log);
    }
}
