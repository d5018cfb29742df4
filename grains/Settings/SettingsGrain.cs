using Dcmon.GrainInterfaces.Settings;
using Orleans;
using Orleans.Runtime;

namespace Dcmon.Grains.Settings;

/// <summary>Settings that admins change while the server runs. It writes them, and nobody else does.</summary>
public sealed class SettingsGrain(
    [PersistentState("settings", GrainOptions.Storage)] IPersistentState<SettingsMemory> memory) : Grain, ISettingsGrain
{
    /// <inheritdoc/>
    public Task<DisplaySettings> GetDisplay() =>
        Task.FromResult(DisplayRules.Apply(memory.State.Thresholds, DisplayDefaults.Settings));

    /// <inheritdoc/>
    public Task SetDisplay(DisplaySettings? settings)
    {
        memory.State.Thresholds = settings is null ? [] : DisplayRules.Changes(settings, DisplayDefaults.Settings);
        return memory.WriteStateAsync();
    }
}
