using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Network;

/// <summary>
/// Traffic, speed and link of network interfaces, from <c>/proc/net/dev</c> and <c>/sys/class/net</c>.
/// </summary>
internal sealed class NetworkCollector : ICollector
{
    private const double BytesPerMegabit = 1e6 / 8;

    private readonly TextFile _file;
    private readonly SeriesFamily<Interface?> _interfaces;

    /// <summary>Makes the collector.</summary>
    /// <param name="roots">Where <c>/proc</c> and <c>/sys</c> are.</param>
    /// <param name="filter">Which interfaces to leave out.</param>
    public NetworkCollector(Roots roots, NameFilter filter)
    {
        _file = new TextFile(roots.InProc("net/dev"));
        _interfaces = new SeriesFamily<Interface?>(name => filter.Accepts(name) ? new Interface(name, roots) : null);
    }

    /// <inheritdoc/>
    public string Name => "network";

    /// <inheritdoc/>
    public void Collect(SampleSet samples) => Parse(_file.Read(), samples);

    /// <summary>Reads lines such as <c>  eth0: 420830242    9219 …</c> below two lines of headings.</summary>
    internal void Parse(ReadOnlySpan<char> text, SampleSet samples)
    {
        foreach (var line in text.EnumerateLines())
        {
            // The last colon: an alias such as eth0:1 has one in its name, and numbers have none.
            var colon = line.LastIndexOf(':');
            if (colon < 0) continue;
            var fields = new FieldReader(line[(colon + 1)..]);
            _interfaces[line[..colon].Trim()]?.Add(ref fields, samples);
        }
    }

    private sealed class Interface(string name, Roots roots)
    {
        private readonly Series _receiveBytes = Of("network_receive_bytes_total", name);
        private readonly Series _receivePackets = Of("network_receive_packets_total", name);
        private readonly Series _receiveErrors = Of("network_receive_errors_total", name);
        private readonly Series _receiveDrops = Of("network_receive_drops_total", name);
        private readonly Series _transmitBytes = Of("network_transmit_bytes_total", name);
        private readonly Series _transmitPackets = Of("network_transmit_packets_total", name);
        private readonly Series _transmitErrors = Of("network_transmit_errors_total", name);
        private readonly Series _transmitDrops = Of("network_transmit_drops_total", name);
        private readonly Series _speed = Of("network_speed_bytes", name);
        private readonly Series _up = Of("network_up", name);
        private readonly OptionalNumberFile _speedFile = new(roots.InSys($"class/net/{name}/speed"));
        private readonly OptionalNumberFile _carrierFile = new(roots.InSys($"class/net/{name}/carrier"));

        public void Add(ref FieldReader fields, SampleSet samples)
        {
            samples.Add(_receiveBytes, fields.NextNumber());
            samples.Add(_receivePackets, fields.NextNumber());
            samples.Add(_receiveErrors, fields.NextNumber());
            samples.Add(_receiveDrops, fields.NextNumber());
            fields.Skip(4); // fifo frame compressed multicast
            samples.Add(_transmitBytes, fields.NextNumber());
            samples.Add(_transmitPackets, fields.NextNumber());
            samples.Add(_transmitErrors, fields.NextNumber());
            samples.Add(_transmitDrops, fields.NextNumber());

            // Virtual links report -1 for a speed that they do not have.
            if (_speedFile.Read() is > 0 and var megabits) samples.Add(_speed, megabits * BytesPerMegabit);
            // An interface that is switched off refuses to be read: no carrier.
            samples.Add(_up, _carrierFile.Read() == 1 ? 1 : 0);
        }

        private static Series Of(string metric, string name) => MetricCatalog.Series(metric, new Label("interface", name));
    }
}
