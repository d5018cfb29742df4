using static Dcmon.Grains.Clients.Figures.Reduction;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>Drives and filesystems.</summary>
internal sealed class DiskPlan
{
    /// <summary>Where container engines keep what they run: Docker, Podman, containerd.</summary>
    private static readonly string[] OfContainers = ["/var/lib/docker", "/var/lib/containers", "/var/lib/containers/storage", "/var/lib/containerd"];

    /// <summary>
    /// Devices that are made of others, or of memory: what they read and write is counted at the drives below them, or is no disk I/O. (The
    /// agent leaves out partitions.)
    /// </summary>
    private static readonly string[] Made = ["dm-", "md", "loop", "ram", "zram", "zd", "bcache", "drbd", "sr", "fd"];

    private readonly Filesystem _root;
    private readonly Filesystem _docker;
    private readonly int[] _read;
    private readonly int[] _written;
    private readonly int[] _smart;
    private readonly int[] _kernel;

    public DiskPlan(SeriesIndex series)
    {
        _root = new Filesystem(series, "/");
        _docker = new Filesystem(series, Array.Find(OfContainers, series.Values("filesystem_size_bytes", "mountpoint").ToHashSet().Contains));
        _read = series.All("disk_read_bytes_total", "device", IsDrive);
        _written = series.All("disk_written_bytes_total", "device", IsDrive);
        _smart = series.All("smart_temperature_celsius");
        _kernel =
        [
            .. series.All("hwmon_temperature_celsius", "chip", chip => chip.StartsWith("drivetemp", StringComparison.Ordinal)),
            // The others of a drive are of single chips on it, and hotter.
            .. series.All("hwmon_temperature_celsius", "chip", chip => chip.StartsWith("nvme", StringComparison.Ordinal))
                .Where(place => series[place]["sensor"] == "Composite"),
        ];
    }

    public double? RootRatio(double[] values) => _root.Ratio(values);

    public double? DockerRatio(double[] values) => _docker.Ratio(values);

    public double? Read(double[] rates) => OrNull(Sum(rates, _read));

    public double? Written(double[] rates) => OrNull(Sum(rates, _written));

    public double? Temperature(double[] values) => OrNull(Max(values, _smart).Or(Max(values, _kernel)));

    private static bool IsDrive(string device) => !Array.Exists(Made, made => device.StartsWith(made, StringComparison.Ordinal));

    private sealed class Filesystem(SeriesIndex series, string? mountPoint)
    {
        private readonly int _size = Place(series, "filesystem_size_bytes", mountPoint);
        private readonly int _free = Place(series, "filesystem_free_bytes", mountPoint);
        private readonly int _available = Place(series, "filesystem_available_bytes", mountPoint);

        /// <summary>As df counts it: what is reserved for root is neither used nor available.</summary>
        public double? Ratio(double[] values) => Share(At(values, _size) - At(values, _free), At(values, _available));

        private static int Place(SeriesIndex series, string metric, string? mountPoint) =>
            mountPoint is null ? -1 : series.First(metric, "mountpoint", mountPoint);
    }
}
