namespace Dcmon.GrainInterfaces.Settings;

/// <summary>
/// How figures are coloured where nobody decided otherwise. Load and power have no thresholds: what is much for a small
/// machine is nothing for a large one.
/// </summary>
public static class DisplayDefaults
{
    /// <summary>The defaults.</summary>
    public static DisplaySettings Settings { get; } = new(new Dictionary<string, IReadOnlyList<double>>
    {
        ["cpuRatio"] = Levels(0.5, 0.7, 0.9),
        ["cpuTemperatureCelsius"] = Levels(65, 75, 85),
        ["dockerDiskRatio"] = Levels(0.5, 0.7, 0.85),
        ["driveTemperatureCelsius"] = Levels(50, 60, 70),
        ["gpuFanRatio"] = Levels(0.3, 0.5, 0.8),
        ["gpuTemperatureCelsius"] = Levels(50, 70, 80),
        ["memoryRatio"] = Levels(0.6, 0.8, 0.9),
        ["psuFanRpm"] = Levels(2000, 5000, 8000),
        ["psuTemperatureCelsius"] = Levels(40, 50, 60),
        ["rootDiskRatio"] = Levels(0.5, 0.7, 0.85),
        ["vrmTemperatureCelsius"] = Levels(65, 80, 95),
    });

    // An array: what the compiler makes of a collection expression for an interface does not travel between silos.
    private static double[] Levels(double warm, double hot, double critical) => [warm, hot, critical];
}
