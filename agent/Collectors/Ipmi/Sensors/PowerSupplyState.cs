namespace Dcmon.Agent.Collectors.Ipmi.Sensors;

/// <summary>What the sensor of a power supply reports now.</summary>
/// <param name="Number">The supply's number.</param>
/// <param name="State">One of <see cref="PowerSupplyState"/>.</param>
/// <param name="Words">The sensor's own.</param>
internal readonly record struct PowerSupplyReading(int Number, int State, string Words);

/// <summary>What its sensor reports about a power supply, as a value of <c>psu_status</c>.</summary>
internal static class PowerSupplyState
{
    /// <summary>All is well.</summary>
    public const int Good = 0;

    /// <summary>It works, but something is wrong.</summary>
    public const int Warning = 1;

    /// <summary>It does not work.</summary>
    public const int Critical = 2;

    /// <summary>Its sensor reports no state.</summary>
    public const int Unknown = 3;

    /// <summary>It is there and gives nothing, as wanted; or the slot is empty.</summary>
    public const int Off = 4;

    private const int PowerSupplyEntity = 10;

    /// <summary>The state, or null for any other sensor, such as that of the supplies' redundancy.</summary>
    public static int? Of(SensorReading reading, SensorDetails? details)
    {
        if (!IsOne(reading, details)) return null;
        if (Has("Failure detected") || Has("Power Supply AC lost") || Has("AC lost or out-of-range")) return Critical;
        if (Has("Predictive failure") || Has("AC out-of-range, but present") || Has("Config Error")) return Warning;
        return Has("Power Supply Inactive") || !Has("Presence detected") ? Off : Good;

        bool Has(string state) => reading.States.Contains(state);
    }

    /// <summary>
    /// True for the sensor of a power supply's state; one that reports none at all is taken at its type's word.
    /// </summary>
    public static bool IsOne(SensorReading reading, SensorDetails? details) =>
        reading.Entity == PowerSupplyEntity && reading.IsDiscrete
        && (reading.States.Count > 0
            ? reading.States.All(DiscreteStates.PowerSupply.Contains)
            : details is { IsDiscrete: true, Type: SensorDetails.PowerSupplyType });
}
