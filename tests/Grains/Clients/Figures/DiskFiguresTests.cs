namespace Dcmon.Grains.Tests.Clients.Figures;

public class DiskFiguresTests
{
    private readonly Readings _readings = new();

    [Theory]
    [InlineData("/var/lib/docker", 0.25)]
    [InlineData("/var/lib/containers", 0.25)]
    [InlineData("/var/lib", null)]
    public void Docker_FilesystemOfItsOwn_IsShown(string mountPoint, double? ratio)
    {
        foreach (var (place, free) in new[] { ("/", 90.0), (mountPoint, 75.0) })
            foreach (var (metric, value) in new[] { ("size", 100), ("free", free), ("available", free) })
                _readings.Add($"filesystem_{metric}_bytes", value, "mountpoint=" + place, "fstype=xfs", "device=/dev/x");
        Assert.Equal(ratio, _readings.Figures.DockerDiskRatio);
        Assert.Equal(0.1, _readings.Figures.RootDiskRatio!.Value, 12);
    }

    [Fact]
    public void Rates_AreOfDrivesNotOfWhatIsMadeOfThem()
    {
        foreach (var device in new[] { "sda", "nvme0n1", "mmcblk0", "vda", "md127", "dm-0", "loop3", "zram0", "zd16", "sr0", "drbd1", "bcache0" })
            _readings.Add("disk_read_bytes_total", 10, "device=" + device).Add("disk_written_bytes_total", 1, "device=" + device);
        Assert.Equal((40, 4), (_readings.Figures.DiskReadBytesPerSecond, _readings.Figures.DiskWriteBytesPerSecond));
    }

    [Fact]
    public void Temperature_IsTheHottestDrivesByItselfElseByTheKernel()
    {
        _readings.Add("hwmon_temperature_celsius", 39, "chip=nvme-nvme0", "sensor=Composite").Add("hwmon_temperature_celsius", 70, "chip=nvme-nvme0", "sensor=Sensor 2")
            .Add("hwmon_temperature_celsius", 33, "chip=drivetemp-0:0:0:0", "sensor=temp1");
        Assert.Equal(39, _readings.Figures.DriveTemperatureCelsius);
        _readings.Add("smart_temperature_celsius", 36, "device=sda").Add("smart_temperature_celsius", 37, "device=nvme0");
        Assert.Equal(37, _readings.Figures.DriveTemperatureCelsius);
    }
}
