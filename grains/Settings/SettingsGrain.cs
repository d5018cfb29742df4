using Dcmon.GrainInterfaces.Settings;
using Microsoft.Extensions.Options;

namespace Dcmon.Grains.Settings;

/// <summary>Settings that admins change while the server runs. It writes them, and nobody else does.</summary>
public sealed class SettingsGrain(
    [PersistentState("settings", GrainOptions.Storage)] IPersistentState<SettingsMemory> memory,
    IOptions<GrainOptions> options) : Grain, ISettingsGrain
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

    /// <inheritdoc/>
    public Task<RetentionDecision> GetRetention() =>
        Task.FromResult(new RetentionDecision(options.Value.ConfiguredRetention, memory.State.Retention));

    /// <inheritdoc/>
    public Task SetRetention(RetentionChoice choice)
    {
        memory.State.Retention = choice;
        return memory.WriteStateAsync();
    }
}
