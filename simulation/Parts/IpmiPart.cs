using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>
/// The board's management controller: sensors with thresholds and states, chassis, power, fans, event log.
/// </summary>
internal sealed class IpmiPart : IPart
{
    /// <summary>The fan that dies where that is the fault.</summary>
    private const int DyingFan = 3;

    private static readonly string[] Chassis =
        ["power_on", "power_overload", "main_power_fault", "power_control_fault", "intrusion", "drive_fault", "cooling_fault"];

    private static readonly Series[] ChassisStates = [.. Chassis.Select(state => MetricCatalog.Series("ipmi_chassis", new Label("state", state)))];
    private static readonly Series Power = MetricCatalog.Series("ipmi_dcmi_power_watts");
    private static readonly Series FanMode = MetricCatalog.Series("ipmi_fan_mode");
    private static readonly Series[] Duties = [.. new[] { "0", "1" }.Select(zone => MetricCatalog.Series("ipmi_fan_duty_ratio", new Label("zone", zone)))];
    private static readonly Series Entries = MetricCatalog.Series("ipmi_sel_entries");
    private static readonly Series Free = MetricCatalog.Series("ipmi_sel_free_bytes");
    private static readonly Series Clock = MetricCatalog.Series("ipmi_clock_offset_seconds");

    private readonly SimulatedMachine _machine;
    private readonly Sensor[] _sensors;
    private readonly Series[] _discrete;

    public IpmiPart(SimulatedMachine machine)
    {
        _machine = machine;
        double?[] hot = [5, 5, 10, 85, 90, 95], air = [5, 5, 10, 45, 50, 55], slow = [420, 560, 700, 25_200, 25_300, 25_400];
        string[] processors = machine.Kind.Cpu.StartsWith("INTEL", StringComparison.Ordinal)
            ? ["CPU1", "CPU2"]
            : ["CPU"];
        _sensors =
        [
            .. processors.Select((each, i) => Celsius($"{each} Temp", hot, now => now.CpuCelsius + 2 * i)),
            .. processors.Select(
                (each, i) => Celsius($"{each}_VRM Temp", [5, 5, 10, 95, 100, 105], now => now.CpuCelsius + 4 + 3 * i)),
            Celsius("Inlet Temp", air, now => now.Inlet),
            Celsius("System Temp", [5, 5, 10, 80, 85, 90], now => now.Inlet + 6 + 3 * now.Busy),
            Celsius("Peripheral Temp", [5, 5, 10, 80, 85, 90], now => now.Inlet + 13 + 4 * now.Busy),
            .. new[] { "DIMMA~D Temp", "DIMME~H Temp" }.Select(
                (each, i) => Celsius(each, hot, now => now.Inlet + 11 + 9 * now.Busy + i)),
            .. Enumerable.Range(1, machine.Kind.Fans).Select(fan => new Sensor(
                $"FAN{fan}", "ipmi_fan_rpm", slow, now => Math.Round(Rpm(now, fan) / 140) * 140)),
            Volts("12V", 12.06, 0.06), Volts("5VCC", 5.03, 0.03), Volts("3.3VCC", 3.31, 0.02),
            Volts("VBAT", 3.02, 0.01),
        ];
        _discrete =
        [
            State("Chassis Intru", "General Chassis intrusion"),
            .. from supply in Enumerable.Range(1, machine.Kind.Supplies)
               from state in DiscreteStates.PowerSupply
               select State($"PS{supply} Status", state),
        ];
    }

    /// <inheritdoc/>
    public string Collector => "ipmi";

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        foreach (var sensor in _sensors) sensor.Add(now, samples);
        var isDead = _machine.Faults.Age(Fault.DeadSupply, now.Time) is not null;
        samples.Add(_discrete[0], 0);
        for (var i = 1; i < _discrete.Length; i++)
        {
            var (supply, state) = (1 + (i - 1) / DiscreteStates.PowerSupply.Count, (i - 1) % DiscreteStates.PowerSupply.Count);
            samples.Add(_discrete[i], state == 0 || (state == 1 && isDead && supply == PsuPart.Dying) ? 1 : 0);
        }

        for (var i = 0; i < ChassisStates.Length; i++)
            samples.Add(
                ChassisStates[i],
                Chassis[i] == "power_on" || (Chassis[i] == "cooling_fault" && _machine.Faults.Progress(Fault.DyingFan, now.Time) > 0.4) ? 1 : 0);
        samples.Add(Power, Math.Round(now.Watts));
        samples.Add(FanMode, 2);
        foreach (var duty in Duties) samples.Add(duty, Math.Round(now.FanRatio, 2));
        var entries = 18 + (int)(now.Time / 400_000 % 300);
        samples.Add(Entries, entries);
        samples.Add(Free, 9_750 - 18 * entries);
        samples.Add(Clock, Math.Round(0.6 + 0.4 * Noise.At(_machine.Seed + 70, now.Time, 900), 1));
    }

    /// <inheritdoc/>
    public IEnumerable<MachineEvent> Events(double from, double to)
    {
        foreach (var (time, begins) in _machine.Faults.Changes(Fault.DeadSupply, from, to))
            yield return Sel(
                time, $"PS{PsuPart.Dying} Status", "Power Supply", "Failure detected", begins,
                begins ? EventSeverity.Critical : EventSeverity.Info);
        foreach (var (time, begins) in _machine.Faults.Changes(Fault.DyingFan, from, to))
            if (begins)
                yield return Sel(
                    time, $"FAN{DyingFan}", "Fan", "Lower Non-critical going low", true, EventSeverity.Warning);
            else yield return Sel(time, $"FAN{DyingFan}", "Fan", "Lower Critical going low", false, EventSeverity.Info);
        foreach (var time in _machine.Faults.Occurrences(Fault.DyingFan, 6 * 3_600, from, to))
            if (_machine.Faults.OccurrencesSoFar(Fault.DyingFan, 6 * 3_600, time) == 1)
                yield return Sel(time, $"FAN{DyingFan}", "Fan", "Lower Critical going low", true, EventSeverity.Error);
    }

    /// <summary>Its bearing gets worse and worse, until it stands still.</summary>
    private double Rpm(MachineState now, int fan)
    {
        var rpm = (2_600 + 9_800 * now.FanRatio)
            * (1 + 0.012 * Noise.At(_machine.Seed + 80 + fan, now.Time, 20) + 0.03 * (Noise.Of(_machine.Seed + 81, fan) - 0.5));
        return fan == DyingFan && _machine.Faults.Progress(Fault.DyingFan, now.Time) is { } worse
            ? Math.Max(0, rpm * (0.18 - 0.3 * worse) * (1 + 0.4 * Noise.At(_machine.Seed + 82, now.Time, 13)))
            : rpm;
    }

    private static Sensor Celsius(string name, double?[] thresholds, Func<MachineState, double> value) =>
        new(name, "ipmi_temperature_celsius", thresholds, now => Math.Round(value(now)));

    private Sensor Volts(string name, double volts, double spread) => new(
        name, "ipmi_voltage_volts", [.. new[] { 0.88, 0.90, 0.92, 1.08, 1.10, 1.12 }.Select(share => (double?)Math.Round(volts * share, 2))],
        now => Math.Round(volts + spread * Noise.At(_machine.Seed + name.Length, now.Time, 40), 2));

    private static Series State(string sensor, string state) =>
        MetricCatalog.Series("ipmi_discrete", new("sensor", sensor), new("state", state));

    private static MachineEvent Sel(
        double time, string sensor, string type, string description, bool asserted, EventSeverity severity)
    {
        var milliseconds = (long)(time * 1_000);
        return new MachineEvent(
            milliseconds, EventKinds.IpmiSel, severity, $"{sensor}: {description}{(asserted ? "" : ", over")}")
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"sel:{milliseconds}:{sensor}:{description}"),
            Subject = [new("sensor", sensor)],
            Details = [new("type", type), new("description", description), new("state", asserted ? "asserted" : "deasserted")],
        };
    }
}
