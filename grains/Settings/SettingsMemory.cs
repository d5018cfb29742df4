namespace Dcmon.Grains.Settings;

/// <summary>What the settings' grain keeps on disk: only what admins decided.</summary>
public sealed class SettingsMemory
{
    /// <summary>Thresholds that differ from the defaults, by figure; null: no colours.</summary>
    public Dictionary<string, IReadOnlyList<double>?> Thresholds { get; set; } = [];
}
