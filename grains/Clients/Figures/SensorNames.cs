using System.Text.RegularExpressions;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>What boards' makers call their sensors.</summary>
internal static partial class SensorNames
{
    /// <summary><c>CPU Temp</c>, <c>CPU1 Temp</c>, <c>CPU0_TEMP</c>, <c>TEMP_CPU</c>, <c>TEMP_CPU2</c>.</summary>
    public static bool IsCpu(string sensor) => Cpu().IsMatch(sensor);

    /// <summary>
    /// <c>CPU_VRM Temp</c>, <c>SOC_VRM Temp</c>, <c>VRMABCD Temp</c>, <c>VRMCpu Temp</c>; <c>FSC_INDEX1</c> is that of one maker's boards.
    /// </summary>
    public static bool IsVoltageRegulator(string sensor) => sensor.Contains("VRM", StringComparison.OrdinalIgnoreCase) || sensor == "FSC_INDEX1";

    /// <summary><c>PS1 Temp</c>, <c>PSU2 FAN1</c>, <c>Power Supply 1</c>.</summary>
    public static bool IsOfPowerSupply(string sensor) => PowerSupply().IsMatch(sensor);

    /// <summary><c>PSU1 PIN</c>, <c>PS2 Input Power</c>, <c>PSU1_POWER_IN</c>.</summary>
    public static bool IsInputOfPowerSupply(string sensor) => IsOfPowerSupply(sensor) && Input().IsMatch(sensor);

    /// <summary>What the whole machine draws, as some boards have it: Dell's <c>Pwr Consumption</c>, HPE's <c>Power Meter</c>.</summary>
    public static bool IsPowerOfAll(string sensor) => sensor is "Pwr Consumption" or "Power Meter" or "System Power" or "Total Power" or "Total_Power" or "Sys_Power";

    [GeneratedRegex(@"^(CPU[ _]?\d*[ _]TEMP(ERATURE)?|TEMP[ _]CPU\d*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cpu();

    [GeneratedRegex(@"^(PSU?|Power Supply)[ _]?\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PowerSupply();

    [GeneratedRegex(@"[ _](AC[ _]?)?(P[ _]?IN|PWR[ _]?IN|POWER[ _]?IN(PUT)?|(IN|INPUT)[ _]?(POWER|PWR))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Input();
}
