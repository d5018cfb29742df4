using Dcmon.Agent.Collectors.Rapl;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Rapl;

public sealed class RaplCollectorTests : IDisposable
{
    private const string Zones = "sys/class/powercap";
    private const string Package = """rapl_energy_joules_total{name="package-0",zone="0"}""";

    private readonly SysfsTree _tree = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Collect_ZonesAndTheirParts_AreInJoules()
    {
        Write("intel-rapl:0", "package-0", 261_123_000_000);
        Write("intel-rapl:0:0", "core", 1_000_000);
        Write("intel-rapl-mmio:0", "package-0", 5);
        _tree.Write($"{Zones}/intel-rapl", "enabled=1");
        var found = _tree.Collect(new RaplCollector(_tree.Roots, _time));
        Assert.Equal(261_123, found[Package]);
        Assert.Equal(1, found["""rapl_energy_joules_total{name="core",zone="0:0"}"""]);
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public void Collect_CountersThatBeginAnew_GoOn()
    {
        Write("intel-rapl:0", "package-0", 262_143_000_000);
        var collector = new RaplCollector(_tree.Roots, _time);
        _tree.Collect(collector);
        Write("intel-rapl:0", "package-0", 1_000_000);
        Assert.Equal(262_143.328850 + 1, _tree.Collect(collector)[Package], 6);
        // A list made anew must not forget the turns round.
        _time.Advance(TimeSpan.FromMinutes(2));
        Write("intel-rapl:0", "package-0", 500_000);
        Assert.Equal(2 * 262_143.328850 + 0.5, _tree.Collect(collector)[Package], 6);
    }

    [Fact]
    public void WhyAbsent_WithoutZonesOrRights_SaysWhich()
    {
        Assert.Contains("counts no energy", new RaplCollector(_tree.Roots, _time).WhyAbsent(), StringComparison.Ordinal);
        // A directory stands for a file that may not be read: the tests may run as root, which may read all.
        _tree.Write($"{Zones}/intel-rapl:0", "name=package-0");
        Directory.CreateDirectory(_tree.PathOf($"{Zones}/intel-rapl:0/energy_uj"));
        Assert.Contains("CAP_DAC_READ_SEARCH", new RaplCollector(_tree.Roots, _time).WhyAbsent(), StringComparison.Ordinal);
    }

    private void Write(string zone, string name, long microjoules) =>
        _tree.Write($"{Zones}/{zone}", "name=" + name, $"energy_uj={microjoules}", "max_energy_range_uj=262143328850");
}
