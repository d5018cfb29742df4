using System.Runtime.ExceptionServices;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Reads many clients with a few workers, a core each.</summary>
internal static class ClientWorkers
{
    /// <summary>
    /// Runs the workers, each of which asks for client after client until there is none. The first that fails stops
    /// the others, and its failure is the one that is thrown.
    /// </summary>
    /// <param name="clients">Whom to read.</param>
    /// <param name="cancel">Stops the workers.</param>
    /// <param name="worker">Gets what gives the next client, and what stops it.</param>
    public static async Task RunAsync(
        IReadOnlyList<string> clients, CancellationToken cancel, Func<Func<string?>, CancellationToken, Task> worker)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var taken = -1;
        ExceptionDispatchInfo? failure = null;
        string? Next() => Interlocked.Increment(ref taken) is var i && i < clients.Count ? clients[i] : null;
        async Task Run()
        {
            try
            {
                await worker(Next, stop.Token).ConfigureAwait(false);
            }
            catch (Exception thrown)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(thrown), null);
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        var workers = Math.Min(clients.Count, Environment.ProcessorCount);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Run())).ConfigureAwait(false);
        failure?.Throw();
    }
}
