using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Settings;

/// <summary>Settings that admins change while the server runs. Key: <see cref="GrainKeys.Settings"/>.</summary>
[Alias("dcmon.settings")]
public interface ISettingsGrain : IGrainWithStringKey
{
    /// <summary>What is in force.</summary>
    [Alias("get-display"), ReadOnly]
    Task<DisplaySettings> GetDisplay();

    /// <summary>What is in force where nobody decided otherwise.</summary>
    [Alias("get-default-display"), ReadOnly]
    Task<DisplaySettings> GetDefaultDisplay();

    /// <summary>Puts settings into force; null brings the defaults back.</summary>
    /// <exception cref="InvalidRequestException">A threshold breaks the rules; its key is <c>thresholds.FIGURE</c>.</exception>
    [Alias("set-display")]
    Task SetDisplay(DisplaySettings? settings);

    /// <summary>How long series are to be kept, and who decided it; the settings file is that of the silo where this grain lives.</summary>
    [Alias("get-retention"), ReadOnly]
    Task<RetentionDecision> GetRetention();

    /// <summary>Stores a decision; each silo asks for it every few seconds.</summary>
    /// <exception cref="InvalidRequestException">A limit breaks the rules; its key is the name of the property.</exception>
    [Alias("set-retention")]
    Task SetRetention(RetentionChoice choice);
}
