using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Cpu;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Cpu;

public sealed class CpuCollectorTests
{
    private readonly CpuCollector _collector = new(new Roots());
    private readonly SampleSet _samples = new();

    [Fact]
    public void Parse_Modes_AddUpToTheTimePassed()
    {
        // user and nice hold guest and guest_nice.
        Parse("cpu  1 2 3\ncpu0 1000 200 300 400 50 60 70 80 600 150\nintr 1 2 3\nctxt 519788\nbtime 1\nprocesses 4677\nprocs_running 3\nprocs_blocked 1\n");
        Assert.Equal((1000 + 200 + 300 + 400 + 50 + 60 + 70 + 80) / 100.0, CpuModes.Names.Sum(mode => Mode("0", mode)!.Value), 9);
        Assert.Equal((4, 6, 0.5, 1.5), (Mode("0", "user"), Mode("0", "guest"), Mode("0", "nice"), Mode("0", "guest_nice")));
        Assert.Equal(1, Value("cpu_cores"));
        Assert.Equal(519788, Value("context_switches_total"));
        Assert.Equal(3, Value("processes_running"));
        Assert.Equal(1, Value("processes_blocked"));
    }

    [Fact]
    public void Parse_AllCores_AreWhatTheKernelSums()
    {
        Parse("cpu  300 0 100 4000 0 0 0 0 0 0\ncpu0 100 0 50 2000\ncpu1 200 0 50 2000\n");
        Assert.Equal((3, 1, 40), (All("user"), All("system"), All("idle")));
        Parse("cpu  310 0 100 4100 0 0 0 0 0 0\ncpu0 110 0 50 2100\n");
        Assert.Equal((3.1, 41), (All("user"), All("idle")));
    }

    [Fact]
    public void Parse_OldKernelWithFewerModes_HasZeroes()
    {
        Parse("cpu0 1 2 3 4\n");
        Assert.Equal(0.04, Mode("0", "idle"));
        Assert.Equal(0, Mode("0", "steal"));
    }

    [Fact]
    public void Parse_CoreUnpluggedAndBack_IsMissingAndThenStartsAnew()
    {
        Parse("cpu0 0 0 0 100000\ncpu1 0 0 0 100000\n");
        Parse("cpu0 0 0 0 100100\n");
        Assert.Null(Mode("1", "idle"));
        Assert.Equal(1, Value("cpu_cores"));
        Parse("cpu0 0 0 0 100200\ncpu1 0 0 0 5\n");
        Assert.Equal(0.05, Mode("1", "idle"));
    }

    [Fact]
    public void Parse_CounterALittleBack_StaysWhereItWas()
    {
        Parse("cpu0 0 0 0 1000 500\n");
        Parse("cpu0 0 0 0 1010 499\n");
        Assert.Equal(5, Mode("0", "iowait"));
        Parse("cpu0 0 0 0 1010 501\n");
        Assert.Equal(5.01, Mode("0", "iowait"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu")]
    [InlineData("cpux 1 2 3")]
    [InlineData("ctxt")]
    [InlineData("cpu0 18446744073709551615 x -1 1e400")]
    public void Parse_Garbage_ThrowsNothing(string text) => Parse(text);

    private void Parse(string text)
    {
        _samples.Clear();
        _collector.Parse(text, _samples);
    }

    private double? Mode(string cpu, string mode) => _samples.Find(MetricCatalog.Series("cpu_seconds_total", new("cpu", cpu), new("mode", mode)));

    private double? All(string mode) => _samples.Find(MetricCatalog.Series("system_cpu_seconds_total", new Label("mode", mode)));

    private double? Value(string metric) => _samples.Find(MetricCatalog.Series(metric));
}
