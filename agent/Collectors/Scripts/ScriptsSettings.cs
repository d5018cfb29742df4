using Dcmon.Agent.Collecting;
using Dcmon.Settings;
using Dcmon.Wire;

namespace Dcmon.Agent.Collectors.Scripts;

/// <summary>
/// The section <c>collect.scripts</c>: programs of the machine's owner. <c>interval</c> and <c>timeout</c> are those of
/// scripts without an entry in <c>jobs</c>; 60s and 30s.
/// </summary>
public sealed record ScriptsSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public ScriptsSettings() => (Interval, Timeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30));

    /// <summary>Directory of the scripts; an absolute path. It is scanned every minute.</summary>
    public string Directory { get; init; } = "/etc/dcmon/scripts.d";

    /// <summary>Most series of one script, 1 to 5000.</summary>
    public int MaxSeries { get; init; } = 1_000;

    /// <summary>Overrides for single scripts, by script name: the file name up to the first dot.</summary>
    public SettingsMap<ScriptJobSettings> Jobs { get; init; } = [];

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        foreach (var problem in base.Check()) yield return problem;
        if (!Path.IsPathFullyQualified(Directory)) yield return ("directory", "must be an absolute path such as /etc/dcmon/scripts.d.");
        if (MaxSeries is < 1 or > WireLimits.MaxSeriesPerSchema) yield return ("max_series", $"must be from 1 to {WireLimits.MaxSeriesPerSchema}.");
    }
}
