using Orleans;
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
}
