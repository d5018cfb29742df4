using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>Turns readings into samples, and remembers of each sensor which series it has. One for each BMC.</summary>
/// <param name="labels">Makes the series.</param>
/// <param name="withPowerSupplies">Whether sensors are the source of power supplies' states, for want of a better one.</param>
internal sealed class SensorSamples(BmcLabels labels, Func<bool> withPowerSupplies)
{
    /// <summary>More than any board has; a BMC that makes up names must not fill the memory.</summary>
    private const int MostKnown = 2_048;

    private readonly Dictionary<SensorKey, SensorSeries> _known = [];
    private readonly List<PowerSupplyReading> _supplies = [];
    private Dictionary<SensorKey, SensorDetails> _details = [];
    private HashSet<string> _shared = [];

    /// <summary>
    /// The states of power supplies among the last readings of <see cref="Add"/>, where sensors are their source.
    /// </summary>
    public IReadOnlyList<PowerSupplyReading> PowerSupplies => _supplies;

    /// <summary>From now on the sensors have these thresholds and types.</summary>
    public void SetDetails(IEnumerable<SensorDetails> details)
    {
        _details = [];
        foreach (var each in details)
            _details.TryAdd(each.Key, each);
    }

    /// <summary>Adds what the sensors say now.</summary>
    public void Add(IReadOnlyList<SensorReading> readings, SampleSet samples)
    {
        _shared = readings.CountBy(each => each.Key.Name).Where(each => each.Value > 1).Select(each => each.Key).ToHashSet();
        var names = new HashSet<string>();
        _supplies.Clear();
        var reportSupplies = withPowerSupplies();
        foreach (var reading in readings)
        {
            var name = LabelOf(reading.Key);
            if (!names.Add(name) || !reading.IsRead) continue;
            var details = _details.GetValueOrDefault(reading.Key);
            var series = Of(reading.Key, name);
            series.Add(reading, details, samples);
            if (reportSupplies && PowerSupplyState.Of(reading, details) is { } state
                && _supplies.TrueForAll(each => each.Number != reading.Instance))
            {
                _supplies.Add(new PowerSupplyReading(reading.Instance, state, string.Join(", ", reading.States)));
                samples.Add(series.PowerSupply(reading.Instance), state);
            }
        }
    }

    /// <summary>
    /// Value of the label <c>sensor</c> of a sensor's series. A name alone must do where it is enough: alerts and
    /// charts name sensors by it.
    /// </summary>
    public string LabelOf(SensorKey key) =>
        key.Name.Length > 0 && !_shared.Contains(key.Name) ? key.Name : $"{key.Name} #{key.Number:X2}".Trim();

    /// <summary>The same, of a sensor of which the name alone is known; empty where several share it.</summary>
    public string LabelOf(string name) => _shared.Contains(name) ? "" : name;

    private SensorSeries Of(SensorKey key, string name)
    {
        if (_known.TryGetValue(key, out var found) && found.Name == name) return found;
        if (_known.Count >= MostKnown) _known.Clear();
        return _known[key] = new SensorSeries(name, labels);
    }
}
