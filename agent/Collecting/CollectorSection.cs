using Dcmon.Settings;

namespace Dcmon.Agent.Collecting;

/// <summary>The keys that the section of every collector has.</summary>
public record CollectorSection : SettingsSection
{
    /// <summary>False turns the collector off.</summary>
    public bool Enabled { get; init; } = true;
}
