using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Disks;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Disks;

public sealed class DiskCollectorTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly SampleSet _samples = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Collect_Devices_AreWholeOnesOnly()
    {
        _root.Write("proc/diskstats", """
               7       0 loop0 1 0 1 1 1 0 1 1 0 1 1
             259       0 nvme0n1 11017 4672 2007802 72420 3186 11677 4430024 23962 5 27832 96888 3172 11 67088 504 5 0
             259       1 nvme0n1p1 1 0 1 1 1 0 1 1 0 1 1
               9     127 md127 1 0 8 0 2 0 16 0 0 0 0
             253       0 dm-0 1 0 8 0 2 0 16 0 0 0 0
             104       0 cciss/c0d0 1 0 8 0 2 0 16 0 0 0 0
             104       1 cciss/c0d0p1 1 0 8 0 2 0 16 0 0 0 0
            """);
        _root.Write("sys/class/block/nvme0n1p1/partition", "1\n");
        _root.Write("sys/class/block/cciss!c0d0p1/partition", "1\n");
        Collect();

        Assert.Equal(["nvme0n1", "md127", "dm-0", "cciss/c0d0"], _samples.Series.ToArray().Select(each => each["device"]).Distinct());
        Assert.Equal(2007802 * 512.0, Value("disk_read_bytes_total"));
        Assert.Equal(4430024 * 512.0, Value("disk_written_bytes_total"));
        Assert.Equal(11017, Value("disk_reads_total"));
        Assert.Equal(3186, Value("disk_writes_total"));
        Assert.Equal(72.42, Value("disk_read_seconds_total"));
        Assert.Equal(23.962, Value("disk_write_seconds_total"));
        Assert.Equal(27.832, Value("disk_busy_seconds_total"));
        Assert.Equal(5, Value("disk_requests_in_flight"));
    }

    [Fact]
    public void Collect_ShortLine_GivesWhatItHolds()
    {
        _root.Write("proc/diskstats", "8 0 sda 1 2\n8\n\ngarbage\n");
        Collect();
        Assert.Equal("disk_reads_total{device=\"sda\"}", Assert.Single(_samples.Series.ToArray()).ToString());
    }

    private void Collect() => new DiskCollector(
        new Roots(Path.Combine(_root.Path, "proc"), Path.Combine(_root.Path, "sys")), new NameFilter(["loop*"])).Collect(_samples);

    private double? Value(string metric) => _samples.Find(MetricCatalog.Series(metric, new Label("device", "nvme0n1")));
}
