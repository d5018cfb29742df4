using Dcmon.Settings;

namespace Dcmon.Agent.Settings;

/// <summary>The section <c>status</c>: where <c>dcmon-agent status</c> reaches the running agent.</summary>
public sealed record StatusSettings : SettingsSection
{
    /// <summary>
    /// Path of a unix socket that the agent's user and group may use. Empty: <c>status.sock</c> in the service's
    /// runtime directory (<c>/run/dcmon-agent</c>), or in the state directory if the agent does not run as a service.
    /// </summary>
    public string Socket { get; init; } = "";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Socket.Length > 0 && !Path.IsPathFullyQualified(Socket)) yield return ("socket", "must be an absolute path.");
    }
}
