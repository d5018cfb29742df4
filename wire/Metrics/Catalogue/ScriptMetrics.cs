using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>
/// Scripts of the operator and targets that are scraped: how their runs went. Labels <c>script</c>, <c>check</c> or
/// <c>target</c>.
/// </summary>
internal static class ScriptMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("script_up", Gauge, "", "1 where the script's last run gave values."),
        new("script_duration_seconds", Gauge, "seconds", "How long the script's last run took."),
        new("script_exit_code", Gauge, "", "Exit code of the script's last run."),
        new("nagios_state", Gauge, "", "What the check says: 0 good, 1 warning, 2 critical, 3 not known."),
        new("nagios_value", Gauge, "", "A value that the check measured, in the unit that the label names."),
        new("nagios_count_total", Counter, "", "A running total that the check counted."),
        new("nagios_threshold", Gauge, "", "A threshold or bound of the check's value, by level."),

        new("scrape_up", Gauge, "", "1 where the target's last answer could be read."),
        new("scrape_duration_seconds", Gauge, "seconds", "How long the target took to answer."),
        new("scrape_samples", Gauge, "", "Values kept of the target's last answer."),
    ];
}
