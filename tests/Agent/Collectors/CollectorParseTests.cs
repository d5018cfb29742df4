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
        MemoryCollector.Parse("MemTotal:       24684096 kB\nMemFree: 1 kB\nHugePages_Total:       0\nSwapTotal:  0 kB\nnonsense\nDirty:\n", _samples);
        Assert.Equal(24684096.0 * 1024, Value("memory_total_bytes"));
        Assert.Equal(1024, Value("memory_free_bytes"));
        Assert.Equal(0, Value("swap_total_bytes"));
        Assert.Equal(3, _samples.Count);
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
