using Dcmon.Settings;

namespace Dcmon.Agent.Collectors.Scripts;

/// <summary>The section <c>collect.scripts.jobs.NAME</c>: what differs for one script.</summary>
public sealed record ScriptJobSettings : SettingsSection
{
    /// <summary>How often it runs, 1s to 1d; as all scripts.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long it may run, at most 1h; as all scripts.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How its output is read; <c>auto</c>.</summary>
    public ScriptFormat Format { get; init; } = ScriptFormat.Auto;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromDays(1)) yield return ("interval", "must be from 1s to 1d.");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromHours(1)) yield return ("timeout", "must be more than 0 and at most 1h.");
    }
}

/// <summary>How the output of a script is read.</summary>
public enum ScriptFormat
{
    /// <summary>By the name of its file: Nagios' where it begins with <c>check_</c> or ends with <c>.nagios</c>, else Prometheus'.</summary>
    Auto,

    /// <summary>Prometheus' text format.</summary>
    Prometheus,

    /// <summary>That of Nagios' plugins: exit code, a line of text, values.</summary>
    Nagios,
}
