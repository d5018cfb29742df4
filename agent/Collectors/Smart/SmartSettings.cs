using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>The section <c>collect.smart</c>: health of drives. Every 5m, at most 60s.</summary>
public sealed record SmartSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public SmartSettings() => (Interval, Timeout) = (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(60));

    /// <summary>Patterns of names of drives to leave out, such as <c>sd*</c>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// Directory with the output that <c>dcmon-agent smart</c> collects as root, for an agent without the rights to
    /// query drives; the service uses <c>/run/dcmon-agent-smart</c>. Empty: the agent queries drives itself.
    /// </summary>
    public string Answers { get; init; } = "";
}
