using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>The section <c>collect.smart</c>: health of drives. Every 5m, at most 60s.</summary>
public sealed record SmartSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public SmartSettings() => (Interval, Timeout) = (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(60));

    /// <summary>Drives to leave alone, by patterns of their names such as <c>sd*</c>. None.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// A directory with answers that <c>dcmon-agent smart</c> got as root, for an agent that may not ask drives itself; the service's is
    /// <c>/run/dcmon-agent-smart</c>. Empty: the agent asks.
    /// </summary>
    public string Answers { get; init; } = "";
}
