using Dcmon.Settings;

namespace Dcmon.Agent.Settings;

/// <summary>The section <c>status</c>: where <c>dcmon-agent status</c> asks the agent that runs.</summary>
public sealed record StatusSettings : SettingsSection
{
    /// <summary>
    /// A unix socket, for the agent's user and group; empty: <c>status.sock</c> in the service's runtime directory
    /// (<c>/run/dcmon-agent</c>), and in the state directory for an agent that is no service.
    /// </summary>
    public string Socket { get; init; } = "";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Socket.Length > 0 && !Path.IsPathFullyQualified(Socket)) yield return ("socket", "must be an absolute path.");
    }
}
