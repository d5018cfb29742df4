using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// A drive as <c>/proc/diskstats</c> has it: sectors of 512 bytes, written mostly in pages of 4 KiB, times in whole
/// milliseconds. Reads come in bursts, writes drip.
/// </summary>
internal sealed class Disk : Source
{
    private readonly double _weight;
    private long _reads, _writes, _readSectors, _writtenSectors, _readMilliseconds, _writeMilliseconds, _busyMilliseconds;

    /// <summary>Makes a drive.</summary>
    /// <param name="name">Device name.</param>
    /// <param name="weight">How much of the host's work falls to it.</param>
    /// <param name="random">Decides on its past.</param>
    public Disk(string name, double weight, Random random) : this(new Label("device", name))
    {
        _weight = weight;
        (_reads, _writes) = (random.NextInt64(50_000_000), random.NextInt64(200_000_000));
        (_readSectors, _writtenSectors) = (_reads * 40, _writes * 24);
        (_readMilliseconds, _writeMilliseconds, _busyMilliseconds) = (_reads / 4, _writes / 2, _writes / 3);
    }

    private Disk(Label device)
        : base(Known("disk_read_bytes_total", device), Known("disk_written_bytes_total", device), Known("disk_reads_total", device),
            Known("disk_writes_total", device), Known("disk_read_seconds_total", device),
            Known("disk_write_seconds_total", device),
            Known("disk_busy_seconds_total", device), Known("disk_requests_in_flight", device))
    {
    }

    /// <inheritdoc/>
    public override void Next(in TickState now, Span<double> values)
    {
        var reads = now.Random.NextDouble() < 0.1 + 0.4 * now.Load ? now.Events(600 * _weight * now.Load) : 0;
        var writes = now.Events(20 + 300 * _weight * now.Load);
        _reads += reads;
        _writes += writes;
        _readSectors += reads * 8 + 8 * now.Events(reads * 6);
        _writtenSectors += writes * 8 + 8 * now.Events(writes * 2) + now.Random.Next(3);
        _readMilliseconds += now.Events(reads * 0.2);
        _writeMilliseconds += now.Events(writes * 0.5);
        _busyMilliseconds += now.Events(reads * 0.05 + writes * 0.2);
        values[0] = _readSectors * 512;
        values[1] = _writtenSectors * 512;
        values[2] = _reads;
        values[3] = _writes;
        values[4] = _readMilliseconds / 1000.0;
        values[5] = _writeMilliseconds / 1000.0;
        values[6] = _busyMilliseconds / 1000.0;
        values[7] = now.Random.NextDouble() < 0.05 + 0.2 * now.Load ? now.Random.Next(1, 6) : 0;
    }
}
