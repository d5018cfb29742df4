using System.Collections.Immutable;
using Dcmon.GrainInterfaces.Settings;

namespace Dcmon.Grains.Settings;

/// <summary>What admins have set while the server ran.</summary>
public sealed record SettingsState
{
    /// <summary>Thresholds that differ from the defaults, by figure; null: no colours.</summary>
    public ImmutableDictionary<string, IReadOnlyList<double>?> Thresholds { get; init; } =
        ImmutableDictionary<string, IReadOnlyList<double>?>.Empty;

    /// <summary>How long series are kept.</summary>
    public RetentionChoice Retention { get; init; } = new();
}
