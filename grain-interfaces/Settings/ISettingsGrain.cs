using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Settings;

/// <summary>Settings that admins change while the server runs. Key: <see cref="GrainKeys.Settings"/>.</summary>
[Alias("dcmon.settings")]
public interface ISettingsGrain : IGrainWithStringKey
{
    /// <summary>What is in force.</summary>
    [Alias("get-display"), ReadOnly]
    Task<DisplaySettings> GetDisplay();

    /// <summary>Puts settings into force that were checked; null brings the defaults back.</summary>
    [Alias("set-display")]
    Task SetDisplay(DisplaySettings? settings);

    /// <summary>How long series are to be kept, and who decided it; the settings file is that of the silo where this grain lives.</summary>
    [Alias("get-retention"), ReadOnly]
    Task<RetentionDecision> GetRetention();

    /// <summary>Keeps a decision that was checked; each silo asks for it every few seconds.</summary>
    [Alias("set-retention")]
    Task SetRetention(RetentionChoice choice);
}
