namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>Kinds of sensors, by the names that ipmitool gives them (IPMI 2.0, table 42-3).</summary>
internal static class SensorTypes
{
    /// <summary>
    /// Longest first: <c>Power Supply</c> is tried before a sensor that is called <c>Supply</c> could be of a type
    /// <c>Power</c>.
    /// </summary>
    private static readonly string[] All =
    [
        .. new[]
        {
            "Temperature", "Voltage", "Current", "Fan", "Physical Security", "Platform Security", "Processor", "Power Supply", "Power Unit",
            "Cooling Device", "Other", "Memory", "Drive Slot / Bay", "POST Memory Resize", "System Firmwares", "Event Logging Disabled",
            "Watchdog1", "System Event", "Critical Interrupt", "Button", "Module / Board", "Microcontroller", "Add-in Card", "Chassis",
            "Chip Set", "Other FRU", "Cable / Interconnect", "Terminator", "System Boot Initiated", "Boot Error", "OS Boot",
            "OS Critical Stop", "Slot / Connector", "System ACPI Power State", "Watchdog2", "Platform Alert", "Entity Presence",
            "Monitor ASIC", "LAN", "Management Subsys Health", "Battery", "Session Audit", "Version Change", "FRU State",
        }.OrderByDescending(each => each.Length),
    ];

    /// <summary>
    /// Splits <c>Power Supply PS2 Status</c> into type and name, and <c>Memory #0x2b</c> into type and number.
    /// </summary>
    public static (string Type, string Sensor) Split(string text)
    {
        foreach (var type in All)
            if (text.StartsWith(type, StringComparison.Ordinal) && (text.Length == type.Length || text[type.Length] == ' '))
                return (type, text[type.Length..].Trim());
        return ("", text);
    }
}
