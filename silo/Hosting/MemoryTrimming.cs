using Microsoft.Extensions.Hosting;

namespace Dcmon.Silo.Hosting;

/// <summary>
/// Gives memory back after a busy time. The runtime collects its oldest generation the less often the more was alive in it, and keeps
/// what a collection has freed for allocations to come, so that a quiet server would stay large for hours.
/// </summary>
internal sealed class MemoryTrimming(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(4);

    /// <summary>Less than this is not worth a collection, bytes.</summary>
    private const long Small = 120_000_000;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var collections = GC.CollectionCount(GC.MaxGeneration);
        try
        {
            while (true)
            {
                await Task.Delay(Every, time, stop);
                if (IsWorthwhile(collections)) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
                collections = GC.CollectionCount(GC.MaxGeneration);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Whether nobody knows what is alive, as nothing was collected since, or it is less than half of what is held.</summary>
    private static bool IsWorthwhile(int collections)
    {
        var memory = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        var held = GC.GetGCMemoryInfo().TotalCommittedBytes;
        return held > Small
            && (GC.CollectionCount(GC.MaxGeneration) == collections || held > 2 * (memory.HeapSizeBytes - memory.FragmentedBytes));
    }
}
