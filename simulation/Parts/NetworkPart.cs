using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>Network interfaces: one for management, a fast one for data.</summary>
internal sealed class NetworkPart(SimulatedMachine machine) : IPart
{
    private readonly Interface[] _interfaces =
    [
        new("eno1", 1.25e9, machine.Seed + 40, 420_000),
        new(
            machine.Kind.Gpus > 0 && !machine.Kind.IsForRent ? "ens5np0" : "eno2",
            machine.Kind.IsForRent ? 1.25e9 : 12.5e9, machine.Seed + 50, machine.Kind.Gpus > 0 ? 41e6 : 88e6),
    ];

    /// <inheritdoc/>
    public string Collector => "network";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        foreach (var each in _interfaces) each.Add(now, samples);
    }

    private sealed class Interface(string name, double speed, int seed, double bytesPerSecond)
    {
        private const double PacketBytes = 1_130;

        private readonly PeriodicRate _received = new(seed, bytesPerSecond, 0.85);
        private readonly PeriodicRate _sent = new(seed + 1, bytesPerSecond * (0.3 + Noise.Of(seed, 1)), 0.85);
        private readonly Series[] _series =
        [
            .. from way in new[] { "receive", "transmit" }
               from what in new[] { "bytes", "packets", "errors", "drops" }
               select MetricCatalog.Series($"network_{way}_{what}_total", new Label("interface", name)),
            MetricCatalog.Series("network_speed_bytes", new Label("interface", name)),
            MetricCatalog.Series("network_up", new Label("interface", name)),
        ];

        public void Add(MachineState now, SampleSet samples)
        {
            var (received, sent) = (_received.Between(now.Boot, now.Time), _sent.Between(now.Boot, now.Time));
            double[] values =
            [
                Math.Floor(received), Math.Floor(received / PacketBytes), 0, Math.Floor(now.Uptime / 9_000),
                Math.Floor(sent), Math.Floor(sent / PacketBytes), 0, 0, speed, 1,
            ];
            for (var i = 0; i < values.Length; i++) samples.Add(_series[i], values[i]);
        }
    }
}
