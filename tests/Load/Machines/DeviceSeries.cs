using Dcmon.Wire.Metrics;

namespace Dcmon.Load.Machines;

/// <summary>Drives, filesystems and network interfaces.</summary>
internal static class DeviceSeries
{
    private const double Sector = 512;
    private const double Block = 4096;

    /// <summary>Size of a simulated drive, bytes.</summary>
    public const long DriveBytes = 3_840_755_982_336;

    /// <summary>Kernel name of a drive.</summary>
    public static string DriveName(int drive) => $"nvme{drive}n1";

    /// <summary>Adds the series.</summary>
    public static void Add(SeriesPlan plan, MachineCharacter machine, Random random)
    {
        for (var drive = 0; drive < machine.Disks; drive++)
        {
            AddDrive(plan, DriveName(drive), random);
            AddFilesystem(plan, drive == 0 ? "/" : $"/data{drive}", random);
        }

        AddInterface(plan, "eth0", 1_250_000_000, random);
        AddInterface(plan, "eth1", 12_500_000_000, random);
    }

    private static void AddDrive(SeriesPlan plan, string name, Random random)
    {
        var device = new Label("device", name);
        foreach (var (verb, done) in ((string, string)[])[("read", "read"), ("write", "written")])
        {
            var operations = new Wave(random, 20 + 400 * random.NextDouble(), 0.9);
            plan.AddCounter($"disk_{verb}s_total", operations, device);
            plan.Add($"disk_{done}_bytes_total", time => Math.Floor(operations.Total(time) * 40) * Sector, device);
            plan.Add($"disk_{verb}_seconds_total", time => Math.Floor(operations.Total(time) * 0.2) / 1000, device);
        }

        var busy = new Wave(random, 0.02 + 0.3 * random.NextDouble(), 0.9);
        plan.Add("disk_busy_seconds_total", time => Math.Floor(busy.Total(time) * 1000) / 1000, device);
        plan.Add("disk_requests_in_flight", time => Math.Floor(busy.At(time) * 8), device);
    }

    private static void AddFilesystem(SeriesPlan plan, string mountPoint, Random random)
    {
        ReadOnlySpan<Label> labels = [new Label("fstype", "ext4"), new Label("mountpoint", mountPoint)];
        var used = new Wave(random, 0.1 + 0.38 * random.NextDouble(), 0.05);
        plan.AddConstant("filesystem_size_bytes", DriveBytes, labels);
        plan.Add("filesystem_free_bytes", time => Blocks(DriveBytes * (1 - used.At(time))), labels);
        plan.Add("filesystem_available_bytes", time => Blocks(DriveBytes * (0.95 - used.At(time))), labels);
        plan.AddConstant("filesystem_inodes", 234_422_272, labels);
        plan.Add("filesystem_free_inodes", time => Math.Floor(234_422_272 * (1 - used.At(time) / 10)), labels);
        plan.AddConstant("filesystem_readonly", 0, labels);
    }

    private static double Blocks(double bytes) => Math.Floor(bytes / Block) * Block;

    private static void AddInterface(SeriesPlan plan, string name, double bytesPerSecond, Random random)
    {
        var label = new Label("interface", name);
        foreach (var way in (string[])["receive", "transmit"])
        {
            var packets = new Wave(random, 500 + 20_000 * random.NextDouble(), 0.9);
            plan.AddCounter($"network_{way}_packets_total", packets, label);
            plan.Add($"network_{way}_bytes_total", time => Math.Floor(packets.Total(time) * 870), label);
            plan.AddConstant($"network_{way}_errors_total", 0, label);
            plan.AddCounter($"network_{way}_drops_total", new Wave(random, 0.001, 0.9), label);
        }

        plan.AddConstant("network_speed_bytes", bytesPerSecond, label);
        plan.AddConstant("network_up", 1, label);
    }
}
