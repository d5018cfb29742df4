namespace Dcmon.GrainInterfaces.Settings;

/// <summary>How the pages show figures, for everybody.</summary>
/// <param name="Thresholds">
/// By the name of a figure as JSON has it (<c>cpuTemperatureCelsius</c>): from which values on it is warm, hot and critical, in the
/// figure's own unit (ratios 0–1). A figure that is not here has no colours.
/// </param>
[GenerateSerializer, Immutable, Alias("dcmon.display-settings")]
public sealed record DisplaySettings([property: Id(0)] IReadOnlyDictionary<string, IReadOnlyList<double>> Thresholds);
