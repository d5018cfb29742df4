using Microsoft.Extensions.Hosting;

namespace Dcmon.Silo.Hosting;

/// <summary>
/// Gives memory back after a busy time. The runtime collects its oldest generation the less often the more was alive in it, so what
/// caches have dropped since would stay for hours on a quiet server.
/// </summary>
internal sealed class MemoryTrimming(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>Less than this is not worth a collection, bytes.</summary>
    private const long Small = 150_000_000;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var collected = GC.CollectionCount(GC.MaxGeneration);
        try
        {
            while (true)
            {
                await Task.Delay(Every, time, stop);
                if (GC.CollectionCount(GC.MaxGeneration) == collected && GC.GetGCMemoryInfo().TotalCommittedBytes > Small)
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
                collected = GC.CollectionCount(GC.MaxGeneration);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
