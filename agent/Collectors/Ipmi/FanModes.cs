using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// Fan mode and duty of each zone on Supermicro boards (X9 to X13, H11 to H13): commands of the maker, known from
/// public tools. They only read here.
/// </summary>
internal sealed class FanModes
{
    private const int MostZones = 4;

    private readonly Series _mode;
    private readonly Series[] _duty;
    private int _zones = 1;

    /// <summary>Makes the series of one BMC.</summary>
    public FanModes(BmcLabels labels)
    {
        _mode = labels.Series("ipmi_fan_mode");
        _duty = [.. Enumerable.Range(0, MostZones).Select(zone => labels.Series("ipmi_fan_duty_ratio", new Label("zone", $"{zone}")))];
    }

    /// <summary>
    /// Adds the requests: for the zones that the board has, as far as is known, and the one after them.
    /// </summary>
    public void AddTo(BmcBatch batch)
    {
        batch.Add("fan-mode", "raw 0x30 0x45 0x00");
        for (var zone = 0; zone < Math.Min(_zones + 1, MostZones); zone++)
            batch.Add(Zone(zone), $"raw 0x30 0x70 0x66 0x00 0x0{zone}");
    }

    /// <summary>Adds what was answered; false where nothing was.</summary>
    public bool Parse(IReadOnlyDictionary<string, string> output, SampleSet samples)
    {
        var before = samples.Count;
        if (Byte(output, "fan-mode") is { } mode) samples.Add(_mode, mode);
        for (var zone = 0; zone < MostZones; zone++)
        {
            if (Byte(output, Zone(zone)) is not (<= 100 and var duty)) continue;
            samples.Add(_duty[zone], duty / 100.0);
            _zones = Math.Max(_zones, zone + 1);
        }

        return samples.Count > before;
    }

    private static string Zone(int zone) => $"fan-zone-{zone}";

    private static byte? Byte(IReadOnlyDictionary<string, string> output, string name) =>
        output.TryGetValue(name, out var text) && HexBytes.Parse(text) is [var value] ? value : null;
}
