using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// Fan mode and duty of each zone on Supermicro boards (X9 to X13, H11 to H13): commands of the maker, known from
/// public tools. They only read here.
/// </summary>
internal sealed class FanModes
{
    private readonly Series _mode;
    private readonly Series[] _duty;
    private int _zones = 1;

    /// <summary>Makes the series of one BMC.</summary>
    public FanModes(BmcLabels labels)
    {
        _mode = labels.Series("ipmi_fan_mode");
        _duty =
        [
            .. Enumerable.Range(0, BatchCommand.MostFanZones)
                .Select(zone => labels.Series("ipmi_fan_duty_ratio", new Label("zone", $"{zone}"))),
        ];
    }

    /// <summary>What to ask: of the zones that the board has, as far as is known, and the one after them.</summary>
    public IEnumerable<BatchCommand> Commands =>
        Enumerable.Range(0, Math.Min(_zones + 1, BatchCommand.MostFanZones)).Select(BatchCommand.FanZone).Prepend(BatchCommand.FanMode);

    /// <summary>Adds what was answered; false where nothing was.</summary>
    public bool Parse(IReadOnlyDictionary<string, string> output, SampleSet samples)
    {
        var before = samples.Count;
        if (Byte(output, BatchCommand.FanMode) is { } mode) samples.Add(_mode, mode);
        for (var zone = 0; zone < BatchCommand.MostFanZones; zone++)
        {
            if (Byte(output, BatchCommand.FanZone(zone)) is not (<= 100 and var duty)) continue;
            samples.Add(_duty[zone], duty / 100.0);
            _zones = Math.Max(_zones, zone + 1);
        }

        return samples.Count > before;
    }

    private static byte? Byte(IReadOnlyDictionary<string, string> output, BatchCommand command) =>
        output.TryGetValue(command.Name, out var text) && HexBytes.Parse(text) is [var value] ? value : null;
}
