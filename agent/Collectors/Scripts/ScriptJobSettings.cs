using Dcmon.Settings;

namespace Dcmon.Agent.Collectors.Scripts;

/// <summary>The section <c>collect.scripts.jobs.NAME</c>: what differs for one script.</summary>
public sealed record ScriptJobSettings : SettingsSection
{
    /// <summary>How often the script runs, 1s to 1d. Not set: as for all scripts.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long one run may take, at most 1h. Not set: as for all scripts.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The format of its output.</summary>
    public ScriptFormat Format { get; init; } = ScriptFormat.Auto;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromDays(1)) yield return ("interval", "must be from 1s to 1d.");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromHours(1)) yield return ("timeout", "must be more than 0 and at most 1h.");
    }
}

/// <summary>The format of a script's output.</summary>
public enum ScriptFormat
{
    /// <summary>
    /// <c>nagios</c> if the file name begins with <c>check_</c> or ends with <c>.nagios</c>, otherwise
    /// <c>prometheus</c>.
    /// </summary>
    Auto,

    /// <summary>Prometheus' text format.</summary>
    Prometheus,

    /// <summary>Output of a Nagios plugin: exit code, a line of text, values.</summary>
    Nagios,
}
