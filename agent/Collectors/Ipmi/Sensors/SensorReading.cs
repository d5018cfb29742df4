namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>One sensor as <c>ipmitool sdr elist</c> prints it.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Entity">Where it sits (IPMI 2.0, table 43-13): 3 processor, 7 board, 10 power supply, 29 fan.</param>
/// <param name="Instance">Which of these.</param>
/// <param name="Status"><c>ok</c>, <c>ns</c> (no reading), or the threshold that is crossed: <c>lnr lcr lnc unc ucr unr</c>.</param>
/// <param name="Value">The reading in <paramref name="Unit"/>; null where it has none.</param>
/// <param name="Unit">ipmitool's name of the unit, such as <c>degrees C</c>; empty without a value.</param>
/// <param name="States">The discrete states that it reports; empty where none is asserted.</param>
internal sealed record SensorReading(
    SensorKey Key, int Entity, int Instance, string Status, double? Value, string Unit, IReadOnlyList<string> States)
{
    /// <summary>False where the BMC has no reading of it now: it is switched off, or not there.</summary>
    public bool IsRead => Status != "ns";

    /// <summary>True for a sensor of states, which has a number at most beside them.</summary>
    public bool IsDiscrete => Value is null || States.Count > 0;
}

/// <summary>
/// A sensor of a BMC. Neither part is enough: Dell calls eight of them <c>Temp</c>, and satellite controllers count
/// anew.
/// </summary>
/// <param name="Name">As the board's maker named it, at most 16 characters.</param>
/// <param name="Number">Its number, 0 to 255.</param>
internal readonly record struct SensorKey(string Name, int Number);
