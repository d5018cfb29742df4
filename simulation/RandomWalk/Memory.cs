namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// Memory as <c>/proc/meminfo</c> has it: whole KiB in pages of 4 KiB, so multiples of 4096; nothing stands still on a
/// machine that works, but free swap.
/// </summary>
internal sealed class Memory : Source
{
    private const long Page = 4_096;
    private const double Total = 540_839_616_512;

    private double _free;
    private double _cached;
    private double _slab;

    /// <summary>Makes the memory of one host.</summary>
    public Memory(Random random)
        : base(Known("memory_total_bytes"), Known("memory_available_bytes"), Known("memory_free_bytes"), Known("memory_buffers_bytes"),
            Known("memory_cached_bytes"), Known("memory_slab_reclaimable_bytes"), Known("memory_dirty_bytes"),
            Known("swap_total_bytes"), Known("swap_free_bytes")) =>
        (_free, _cached, _slab) = (0.3 * Total * random.NextDouble(), 0.4 * Total * random.NextDouble(), 4e9);

    /// <inheritdoc/>
    public override void Next(in TickState now, Span<double> values)
    {
        var wanted = Total * (0.75 - 0.6 * now.Load);
        _free = Math.Clamp(_free + 0.02 * (wanted - _free) + 4e7 * now.Normal(), 1e9, Total);
        _cached = Math.Clamp(_cached + 2e7 * (now.Normal() + 0.1), 1e9, Total - _free);
        _slab = Math.Max(1e9, _slab + 3e5 * now.Normal());
        var dirty = Math.Abs(4e6 * now.Load * now.Normal());
        values[0] = Total;
        values[1] = Pages(Math.Min(Total, _free + 0.9 * _cached + 0.8 * _slab));
        values[2] = Pages(_free);
        values[3] = Pages(1.4e9 + 2e3 * now.Tick);
        values[4] = Pages(_cached);
        values[5] = Pages(_slab);
        values[6] = Pages(dirty);
        values[7] = 8_589_930_496;
        values[8] = 8_589_930_496 - 256 * Page;
    }

    private static double Pages(double bytes) => Math.Floor(bytes / Page) * Page;
}
