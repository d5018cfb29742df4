using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>What the kernel counts of a drive.</summary>
internal sealed class DrivePart(DriveModel drive, int seed) : IPart
{
    private readonly PeriodicRate _reads = new(seed, drive.IsRotational ? 28 : 310, 0.85);
    private readonly PeriodicRate _writes = new(seed + 1, drive.IsRotational ? 17 : 190, 0.8);
    private readonly Series[] _series =
    [
        .. new[]
        {
            "disk_reads_total", "disk_read_bytes_total", "disk_read_seconds_total", "disk_writes_total",
            "disk_written_bytes_total", "disk_write_seconds_total",
            "disk_requests_in_flight", "disk_busy_seconds_total",
        }.Select(each => MetricCatalog.Series(each, new Label("device", drive.Device))),
    ];

    /// <inheritdoc/>
    public string Collector => "disks";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        var (reads, writes) = (_reads.Between(now.Boot, now.Time), _writes.Between(now.Boot, now.Time));
        var (wait, size) = drive.IsRotational ? (0.0071, 208) : (0.00012, 96);
        double[] values =
        [
            Math.Floor(reads), Math.Floor(reads * size) * 512, Milliseconds(reads * wait), Math.Floor(writes),
            Math.Floor(writes * size) * 512,
            Milliseconds(writes * wait * 1.6), Math.Floor(2.2 * Noise.Of(seed + 2, (long)now.Time)),
            Milliseconds((reads + writes * 1.3) * wait),
        ];
        for (var i = 0; i < values.Length; i++) samples.Add(_series[i], values[i]);
    }

    private static double Milliseconds(double seconds) => Math.Floor(seconds * 1_000) / 1_000;
}
