using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Network;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Network;

public sealed class NetworkCollectorTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly SampleSet _samples = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Collect_Interfaces_LeavesOutVirtualOnes()
    {
        _root.Write("proc/net/dev", """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo:    3393      33    0    0    0     0          0         0     3393      33    0    0    0     0       0          0
              eth0:420830242    9219    1    2    0     0          0         0   530680    6263    3    4    0     0       0          0
            eth0:1: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
            bond0.100: 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
            veth12ab: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
            br-0123456789ab: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
            br0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
            """);
        _root.Write("sys/class/net/eth0/speed", "25000\n");
        _root.Write("sys/class/net/eth0/carrier", "1\n");
        _root.Write("sys/class/net/br0/speed", "-1\n");
        _root.Write("sys/class/net/br0/carrier", "0\n");
        new NetworkCollector(
            new Roots(Path.Combine(_root.Path, "proc"), Path.Combine(_root.Path, "sys")),
            new NameFilter(new CollectorSettings().ExcludeInterfaces)).Collect(_samples);

        Assert.Equal(["eth0", "eth0:1", "bond0.100", "br0"], _samples.Series.ToArray().Select(each => each["interface"]).Distinct());
        Assert.Equal(420830242, Value("network_receive_bytes_total"));
        Assert.Equal(9219, Value("network_receive_packets_total"));
        Assert.Equal(1, Value("network_receive_errors_total"));
        Assert.Equal(2, Value("network_receive_drops_total"));
        Assert.Equal(530680, Value("network_transmit_bytes_total"));
        Assert.Equal(6263, Value("network_transmit_packets_total"));
        Assert.Equal(3, Value("network_transmit_errors_total"));
        Assert.Equal(4, Value("network_transmit_drops_total"));
        Assert.Equal(25e9 / 8, Value("network_speed_bytes"));
        Assert.Equal(1, Value("network_up"));
        Assert.Null(Value("network_speed_bytes", "br0"));
        Assert.Equal(0, Value("network_up", "br0"));
        Assert.Equal(0, Value("network_up", "bond0.100"));
    }

    private double? Value(string metric, string name = "eth0") => _samples.Find(MetricCatalog.Series(metric, new Label("interface", name)));
}
