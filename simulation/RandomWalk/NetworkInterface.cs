using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// A network interface: packets of every size, so bytes are any integers; errors stay at zero, drops are seldom.
/// </summary>
internal sealed class NetworkInterface : Source
{
    private readonly double _packetsPerSecond;
    private long _received, _sent, _receivedPackets, _sentPackets, _drops;

    /// <summary>Makes an interface.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="packetsPerSecond">On a host that is fully busy.</param>
    /// <param name="random">Decides on its past.</param>
    public NetworkInterface(string name, double packetsPerSecond, Random random) : this(new Label("interface", name))
    {
        _packetsPerSecond = packetsPerSecond;
        (_receivedPackets, _sentPackets) = (random.NextInt64(4_000_000_000), random.NextInt64(4_000_000_000));
        (_received, _sent, _drops) = (_receivedPackets * 731, _sentPackets * 648, random.Next(500));
    }

    private NetworkInterface(Label name)
        : base(Known("network_receive_bytes_total", name), Known("network_transmit_bytes_total", name),
            Known("network_receive_packets_total", name), Known("network_transmit_packets_total", name),
            Known("network_receive_errors_total", name), Known("network_transmit_errors_total", name),
            Known("network_receive_drops_total", name), Known("network_transmit_drops_total", name),
            Known("network_speed_bytes", name), Known("network_up", name))
    {
    }

    /// <inheritdoc/>
    public override void Next(in TickState now, Span<double> values)
    {
        var rate = 10 * (3 + _packetsPerSecond * now.Load);
        var received = now.Events(rate * Math.Exp(0.3 * now.Normal()));
        var sent = now.Events(0.8 * rate * Math.Exp(0.3 * now.Normal()));
        _receivedPackets += received;
        _sentPackets += sent;
        _received += received * 66 + now.Events(received * 640.0);
        _sent += sent * 66 + now.Events(sent * 560.0);
        if (now.Random.NextDouble() < 0.01) _drops++;
        (values[0], values[1], values[2], values[3]) = (_received, _sent, _receivedPackets, _sentPackets);
        (values[4], values[5], values[6], values[7]) = (0, 0, _drops, 0);
        (values[8], values[9]) = (12_500_000_000, 1);
    }
}
