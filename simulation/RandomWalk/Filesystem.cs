using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// A filesystem: its size stays, its free space moves in blocks of 4 KiB when something is written, which is not
/// always.
/// </summary>
internal sealed class Filesystem : Source
{
    private const long Block = 4_096;

    private readonly long _blocks;
    private readonly double _writes;
    private long _free;
    private long _freeInodes;

    /// <summary>Makes a filesystem.</summary>
    /// <param name="mountpoint">Where it is mounted.</param>
    /// <param name="blocks">Its size in blocks.</param>
    /// <param name="writes">How likely something was written between two reports on a busy host.</param>
    /// <param name="random">Decides how full it is.</param>
    public Filesystem(string mountpoint, long blocks, double writes, Random random)
        : this(new Label("mountpoint", mountpoint), new Label("fstype", "ext4"))
    {
        (_blocks, _writes) = (blocks, writes);
        _free = (long)(blocks * (0.2 + 0.6 * random.NextDouble()));
        _freeInodes = blocks / 5;
    }

    private Filesystem(params Label[] labels)
        : base(Known("filesystem_size_bytes", labels), Known("filesystem_free_bytes", labels), Known("filesystem_available_bytes", labels),
            Known("filesystem_inodes", labels), Known("filesystem_free_inodes", labels),
            Known("filesystem_readonly", labels))
    {
    }

    /// <inheritdoc/>
    public override void Next(in TickState now, Span<double> values)
    {
        if (now.Random.NextDouble() < _writes * (0.2 + now.Load))
        {
            _free = Math.Clamp(_free - (long)(300 * (now.Normal() + 0.2)), _blocks / 20, _blocks);
            if (now.Random.NextDouble() < 0.3) _freeInodes += now.Random.Next(-4, 4);
        }

        values[0] = _blocks * Block;
        values[1] = _free * Block;
        values[2] = (_free - _blocks / 20) * Block;
        values[3] = _blocks / 4;
        values[4] = _freeInodes;
        values[5] = 0;
    }
}
