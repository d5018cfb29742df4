using Dcmon.Settings;

namespace Dcmon.Agent.Collecting;

/// <summary>What the section of every collector has.</summary>
public record CollectorSection : SettingsSection
{
    /// <summary>False turns the collector off; true.</summary>
    public bool Enabled { get; init; } = true;
}
