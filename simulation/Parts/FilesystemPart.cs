using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>A filesystem.</summary>
internal sealed class FilesystemPart(SimulatedMachine machine, string mountPoint, string type, string device, double bytes, double share)
    : IPart
{
    private const double Block = 4_096, InodeBytes = 16_384;

    private readonly Series[] _series =
    [
        .. new[] { "error", "size_bytes", "free_bytes", "available_bytes", "readonly", "inodes", "free_inodes" }
            .Select(
                each => MetricCatalog.Series($"filesystem_{each}", new("mountpoint", mountPoint), new("fstype", type), new("device", device))),
    ];

    /// <summary>Those of a machine.</summary>
    public static IEnumerable<FilesystemPart> Of(SimulatedMachine machine)
    {
        var drives = DriveModel.Of(machine);
        yield return new FilesystemPart(
            machine, "/", "ext4", $"/dev/{drives[0].Device}p2", 937e9, 0.22 + 0.3 * Noise.Of(machine.Seed, 31));
        if (machine.Kind.Gpus > 0)
            yield return new FilesystemPart(
                machine, "/var/lib/docker", "xfs", $"/dev/{drives[0].Device}p3", drives[0].Bytes - 938e9,
                0.3 + 0.4 * Noise.Of(machine.Seed, 32));
        for (var i = 1; i < drives.Length; i++)
            yield return new FilesystemPart(
                machine, drives[i].IsRotational
                    ? $"/srv/disk{i - machine.Kind.Drives + 1:00}"
                    : $"/data{i}", "xfs", $"/dev/{drives[i].Device}p1", drives[i].Bytes,
                0.15 + 0.68 * Noise.Of(machine.Seed, 33 + i));
    }

    /// <inheritdoc/>
    public string Collector => "filesystems";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        var used = share + 0.03 * Noise.At(machine.Seed + (int)(share * 1e6), now.Time, 40_000);
        // A log that is never rotated.
        if (mountPoint == "/" && machine.Faults.Progress(Fault.FullDisk, now.Time) is { } full)
            used += (0.945 - used) * Math.Min(1, full * 1.3);
        double[] values =
        [
            0, Blocks(bytes), Blocks(bytes * (1 - used)), Blocks(bytes * (type == "ext4" ? 0.95 - used : 1 - used)),
            0, Math.Floor(bytes / InodeBytes),
            Math.Floor(bytes / InodeBytes * (1 - used / 9)),
        ];
        for (var i = 0; i < values.Length; i++) samples.Add(_series[i], Math.Max(0, values[i]));
    }

    private static double Blocks(double size) => Math.Floor(size / Block) * Block;
}
