using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>
/// The board's management controller (BMC) and the power supplies. Label <c>sensor</c>, of remote controllers also <c>bmc</c>; of
/// power supplies <c>psu</c>.
/// </summary>
internal static class IpmiMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("ipmi_temperature_celsius", Gauge, "celsius", "Temperature at a sensor of the board."),
        new("ipmi_fan_rpm", Gauge, "rpm", "Speed of a fan, turns a minute."),
        new("ipmi_fan_ratio", Gauge, "ratio", "Speed of a fan as a part of its greatest, for boards that do not report rpm."),
        new("ipmi_voltage_volts", Gauge, "volts", "Voltage at a sensor of the board."),
        new("ipmi_current_amperes", Gauge, "amperes", "Current at a sensor of the board."),
        new("ipmi_power_watts", Gauge, "watts", "Power at a sensor of the board."),
        new("ipmi_level_ratio", Gauge, "ratio", "A level that the sensor reports as a part of the whole."),
        new("ipmi_reading", Gauge, "", "A reading in any other unit, which the label names."),
        new("ipmi_sensor_state", Gauge, "",
            "How bad the sensor's reading is by its own thresholds: 0 good, 1 not critical, 2 critical, 3 not recoverable."),
        new("ipmi_threshold", Gauge, "", "A threshold of the sensor, in the sensor's own unit."),
        new("ipmi_discrete", Gauge, "", "1 where the sensor reports this state, such as a power supply without input."),
        new("ipmi_chassis", Gauge, "", "1 where the chassis reports this state, such as an open lid."),
        new("ipmi_dcmi_power_watts", Gauge, "watts", "Power that the whole machine draws, as the BMC measures it."),
        new("ipmi_fan_mode", Gauge, "", "The board's fan mode, a number of its maker."),
        new("ipmi_fan_duty_ratio", Gauge, "ratio", "Speed that the board sets for the fans of a zone, as a part of the greatest."),
        new("ipmi_sel_entries", Gauge, "", "Entries in the BMC's event log."),
        new("ipmi_sel_free_bytes", Gauge, "bytes", "Room left in the BMC's event log; many boards record nothing more once it is full."),
        new("ipmi_clock_offset_seconds", Gauge, "seconds", "How far the machine's clock is ahead of the BMC's."),

        new("psu_status", Gauge, "", "State of the power supply: 0 good, 1 warning, 2 critical, 3 not known, 4 off."),
        new("psu_input_watts", Gauge, "watts", "Power that the power supply draws from the mains."),
        new("psu_output_watts", Gauge, "watts", "Power that the power supply gives to the machine."),
        new("psu_input_volts", Gauge, "volts", "Voltage of the mains at the power supply."),
        new("psu_input_amperes", Gauge, "amperes", "Current that the power supply draws from the mains."),
        new("psu_output_volts", Gauge, "volts", "Voltage that the power supply gives."),
        new("psu_output_amperes", Gauge, "amperes", "Current that the power supply gives."),
        new("psu_temperature_celsius", Gauge, "celsius", "Temperature in the power supply."),
        new("psu_fan_rpm", Gauge, "rpm", "Speed of the power supply's fan, turns a minute."),
    ];
}
