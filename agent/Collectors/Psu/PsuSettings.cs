using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Psu;

/// <summary>The section <c>collect.psu</c>: power supplies, by Supermicro's ipmicfg. Every 60s, at most 30s.</summary>
public sealed record PsuSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public PsuSettings() => (Interval, Timeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30));
}
