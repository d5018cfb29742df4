using System.Collections.Immutable;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Grains.States;
using Microsoft.Extensions.Options;

namespace Dcmon.Grains.Settings;

/// <summary>Settings that admins change while the server runs. It writes them, and nobody else does.</summary>
public sealed class SettingsGrain(
    [PersistentState("settings", GrainOptions.Storage)] IPersistentState<SettingsState> storage,
    IOptions<GrainOptions> options) : Grain, ISettingsGrain
{
    private readonly DurableState<SettingsState> _state = new(storage);

    /// <inheritdoc/>
    public Task<DisplaySettings> GetDisplay() =>
        Task.FromResult(DisplayRules.Apply(_state.Value.Thresholds, DisplayDefaults.Settings));

    /// <inheritdoc/>
    public Task<DisplaySettings> GetDefaultDisplay() => Task.FromResult(DisplayDefaults.Settings);

    /// <inheritdoc/>
    public Task SetDisplay(DisplaySettings? settings)
    {
        if (settings is not null) DisplayRules.Check(settings);
        var changes = settings is null ? [] : DisplayRules.Changes(settings, DisplayDefaults.Settings);
        return _state.Change(state => state with { Thresholds = changes.ToImmutableDictionary() });
    }

    /// <inheritdoc/>
    public Task<RetentionDecision> GetRetention() =>
        Task.FromResult(new RetentionDecision(options.Value.ConfiguredRetention, _state.Value.Retention));

    /// <inheritdoc/>
    public Task SetRetention(RetentionChoice choice)
    {
        RetentionRules.Check(choice, options.Value.ConfiguredRetention);
        return _state.Change(state => state with { Retention = choice });
    }
}
