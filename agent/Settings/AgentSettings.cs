using Dcmon.Agent.Collectors;
using Dcmon.Agent.Spool;
using Dcmon.Agent.Tools;
using Dcmon.Agent.Uplink;
using Dcmon.Settings;

namespace Dcmon.Agent.Settings;

/// <summary>Everything in <c>agent.yaml</c>. Every key is optional.</summary>
public sealed record AgentSettings : SettingsSection
{
    /// <summary>
    /// How often to report while nobody watches this machine and the server does not ask otherwise, 1s to 1h.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The state directory: identity and spool; <c>/var/lib/dcmon-agent</c>.</summary>
    public string State { get; init; } = "/var/lib/dcmon-agent";

    /// <summary>The collectors.</summary>
    public CollectorSettings Collect { get; init; } = new();

    /// <summary>Programs that collectors run.</summary>
    public ToolSettings Tools { get; init; } = new();

    /// <summary>Reports that wait on disk until the server has acknowledged them.</summary>
    public SpoolSettings Spool { get; init; } = new();

    /// <summary>The connection to the server.</summary>
    public UplinkSettings Uplink { get; init; } = new();

    /// <summary>Where <c>dcmon-agent status</c> reaches the running agent.</summary>
    public StatusSettings Status { get; init; } = new();

    /// <summary>The agent's log, on stderr.</summary>
    public LogSettings Log { get; init; } = new();

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromHours(1))
            yield return ("interval", "must be from 1s to 1h.");
        if (!Path.IsPathFullyQualified(State)) yield return ("state", "must be an absolute path.");
    }
}
