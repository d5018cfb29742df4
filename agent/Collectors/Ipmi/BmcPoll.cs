using System.Buffers.Binary;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// What each run reads from a BMC, in one session: sensors, chassis, power, fans, its clock, and its log's state.
/// </summary>
internal sealed class BmcPoll(BmcLabels labels, SensorSamples sensors, TimeProvider time)
{
    private readonly ChassisStatus _chassis = new(labels);
    private readonly FanModes _fans = new(labels);
    private readonly Series _power = labels.Series("ipmi_dcmi_power_watts");
    private readonly Series _entries = labels.Series("ipmi_sel_entries");
    private readonly Series _free = labels.Series("ipmi_sel_free_bytes");
    private readonly Series _offset = labels.Series("ipmi_clock_offset_seconds");
    private readonly OptionalPart _chassisPart = new("chassis status", time);
    private readonly OptionalPart _powerPart = new("power reading (DCMI)", time);
    private readonly OptionalPart _fansPart = new("fan modes", time);
    private readonly OptionalPart _logPart = new("event log", time);
    private readonly OptionalPart _clockPart = new("clock", time);

    /// <summary>Queries the BMC, and adds the answers.</summary>
    /// <returns>The state of the log and the clock, and what the BMC does not offer.</returns>
    /// <exception cref="ToolException">No sensor can be read.</exception>
    public async Task<Answer> RunAsync(BmcClient client, bool withFans, TimeSpan timeout, CollectorRun run)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var (output, complaints) = await client.AskAsync(Commands(withFans), timeout, run.Stop);
        var readings = SensorListParser.Parse(Text(BatchCommand.Sensors));
        if (readings.Count == 0) throw new ToolException(BmcClient.Reason(complaints) is { Length: > 0 } reason ? reason : "the BMC reports no sensors");
        sensors.Add(readings, run.Samples);

        var refused = new List<string>();
        Note(_chassisPart, () => _chassis.Parse(Text(BatchCommand.Chassis), run.Samples));
        Note(_powerPart, () => Add(_power, DcmiPower.Parse(HexBytes.Parse(Text(BatchCommand.Power)))));
        if (withFans) Note(_fansPart, () => _fans.Parse(output, run.Samples));
        var clock = new BmcClock(
            now, HexBytes.Parse(Text(BatchCommand.Clock)) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : null);
        Note(_clockPart, () => clock.BmcNow is not null);
        if (clock.IsSet) Add(_offset, clock.Offset);
        var log = SelInfo.Parse(HexBytes.Parse(Text(BatchCommand.Log)));
        Note(_logPart, () => log is not null);
        Add(_entries, log?.Entries);
        Add(_free, log?.FreeBytes);
        return new Answer(readings, log, _logPart.WasAnswered, clock, refused);

        string Text(BatchCommand command) => output.GetValueOrDefault(command.Name) ?? "";

        void Note(OptionalPart part, Func<bool> isAnswered)
        {
            if (part.IsDue && part.IsGivenUp(isAnswered(), run)) refused.Add(part.Name);
        }

        bool Add(Series series, double? value)
        {
            if (value is { } known) run.Samples.Add(series, known);
            return value is not null;
        }
    }

    /// <summary>The clock first: it is compared with the time at the start.</summary>
    private List<BatchCommand> Commands(bool withFans)
    {
        var commands = new List<BatchCommand>();
        if (_clockPart.IsDue) commands.Add(BatchCommand.Clock);
        commands.Add(BatchCommand.Sensors);
        if (_logPart.IsDue) commands.Add(BatchCommand.Log);
        if (_chassisPart.IsDue) commands.Add(BatchCommand.Chassis);
        if (_powerPart.IsDue) commands.Add(BatchCommand.Power);
        if (withFans && _fansPart.IsDue) commands.AddRange(_fans.Commands);
        return commands;
    }

    /// <summary>What the rest of a run goes by.</summary>
    /// <param name="Readings">The sensors.</param>
    /// <param name="Log">State of the event log; null where the BMC did not say.</param>
    /// <param name="HasLog">True for a BMC that has reported its event log, now or before.</param>
    /// <param name="Clock">The BMC's clock.</param>
    /// <param name="Refused">The parts that did not answer when they were requested for the first time, or again after a day.</param>
    internal sealed record Answer(
        IReadOnlyList<SensorReading> Readings, SelInfo? Log, bool HasLog, BmcClock Clock, IReadOnlyList<string> Refused);
}
