namespace Dcmon.Agent.Collectors.Gpu.Devices;

/// <summary>A process that uses a card.</summary>
/// <param name="Pid">Its number, as the host has it.</param>
/// <param name="Gpu">The card's index.</param>
/// <param name="Memory">Memory of the card that it uses, bytes; null where the driver does not report it.</param>
internal readonly record struct GpuProcess(int Pid, int Gpu, long? Memory);

/// <summary>
/// Which processes use which card now, for the list of processes. They never become series: each process ID would be a
/// new series. Safe for concurrent use.
/// </summary>
internal sealed class GpuProcessTable
{
    private readonly Dictionary<int, (GpuProcess[] Items, int Count)> _cards = [];
    private readonly Lock _lock = new();

    /// <summary>Takes over the processes of one card; the memory is reused from one time to the next.</summary>
    public void Replace(int gpu, ReadOnlySpan<GpuProcess> processes)
    {
        lock (_lock)
        {
            var items = _cards.TryGetValue(gpu, out var known) && known.Items.Length >= processes.Length
                ? known.Items
                : new GpuProcess[processes.Length];
            processes.CopyTo(items);
            _cards[gpu] = (items, processes.Length);
        }
    }

    /// <summary>All of them, a process once for each card that it uses.</summary>
    public IReadOnlyList<GpuProcess> List()
    {
        lock (_lock)
            return [.. _cards.Values.SelectMany(card => card.Items.Take(card.Count))];
    }
}
