using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Load;
using Dcmon.Agent.Collectors.Memory;
using Dcmon.Agent.Collectors.Pressure;
using Dcmon.Agent.Collectors.SystemInfo;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors;

public sealed class CollectorParseTests
{
    private readonly SampleSet _samples = new();

    [Theory]
    [InlineData("0.34 0.17 0.11 1/82 4676\n", 0.34, 0.17, 0.11, 82d)]
    [InlineData("1000.5 2 3 9/99999 1", 1000.5, 2d, 3d, 99999d)]
    public void Load_Usual_IsRead(string text, double one, double five, double fifteen, double threads)
    {
        LoadCollector.Parse(text, _samples);
        Assert.Equal([one, five, fifteen, threads], _samples.Values.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("x y z")]
    [InlineData("nan inf -inf a/b")]
    public void Load_Garbage_AddsNothing(string text)
    {
        LoadCollector.Parse(text, _samples);
        Assert.Equal(0, _samples.Count);
    }

    [Fact]
    public void Memory_Usual_IsReadInBytes()
    {
        MemoryCollector.Parse("MemTotal:       24684096 kB\nMemFree: 1 kB\nHugePages_Total:       0\nSwapTotal:  0 kB\nnonsense\nDirty:\n", ArcStats.None, _samples);
        Assert.Equal(24684096.0 * 1024, Value("memory_total_bytes"));
        Assert.Equal(1024, Value("memory_free_bytes"));
        Assert.Equal(0, Value("swap_total_bytes"));
        Assert.Equal(3, _samples.Count);
    }

    [Theory]
    [InlineData(16, 1, 25)] // 10 + what is above the minimum
    [InlineData(3, 4, 10)] // below the minimum: nothing
    [InlineData(90, 1, 99)]
    [InlineData(95, 1, 10)] // more than is used here: another machine's
    public void Memory_CacheOfZfs_IsAvailable(double size, double minimum, double expected)
    {
        var arc = ArcStats.Parse($"13 1 0x01 123 33456 7 9\nname type data\nhits 4 5\nc_min 4 {minimum}\nsize 4 {size}\n");
        MemoryCollector.Parse("MemTotal: 100 kB\nMemFree: 6 kB\nMemAvailable: 10 kB\n", Kilo(arc), _samples);
        Assert.Equal(expected * 1024, Value("memory_available_bytes"));

        static ArcStats Kilo(ArcStats arc) => arc with { Size = arc.Size * 1024, MinSize = arc.MinSize * 1024 };
    }

    [Theory]
    [InlineData("")]
    [InlineData("size")]
    [InlineData("size 4 x\nsize 4 -1\nc_min 4")]
    public void Memory_CacheOfZfsUnknown_IsAsTheKernelHasIt(string arcstats)
    {
        MemoryCollector.Parse("MemTotal: 100 kB\nMemFree: 6 kB\nMemAvailable: 10 kB\n", ArcStats.Parse(arcstats), _samples);
        Assert.Equal(10 * 1024, Value("memory_available_bytes"));
    }

    [Fact]
    public void Pressure_Usual_IsReadInSeconds()
    {
        var resource = new PressureCollector.Resource("io", new Roots());
        PressureCollector.Parse("some avg10=32.84 avg60=10.13 avg300=3.30 total=27365869\nfull avg10=0 total=18446744073709551615\nodd\n", resource, _samples);
        Assert.Equal(27.365869, _samples.Find(resource.Some));
        Assert.Equal(18446744073709551615.0 / 1e6, _samples.Find(resource.Full));
    }

    [Fact]
    public void FileHandles_Usual_AreRead()
    {
        SystemCollector.ParseFileHandles("376\t0\t9223372036854775807\n", _samples);
        Assert.Equal(376, Value("file_handles"));
        Assert.Equal(9223372036854775807.0, Value("file_handles_max"));
    }

    private double? Value(string metric) => _samples.Find(MetricCatalog.Series(metric));
}
