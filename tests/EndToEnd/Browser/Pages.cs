namespace Dcmon.EndToEnd.Browser;

/// <summary>The dashboard's pages, for tests that visit each.</summary>
internal static class Pages
{
    /// <summary>What each is called, its address, and what is there once it is ready, with machines or without.</summary>
    /// <param name="machine">A machine.</param>
    public static (string Name, string Path, string Ready)[] All(string machine) =>
    [
        ("fleet", "/", "fleet-table :is(tr[data-client], h2, p)"),
        ("heat map", "/?view=heat", "fleet-table :is(heat-map, h2, p)"),
        ("machine", $"/machines/{machine}", "machine-view machine-header"),
        ("machine's events", $"/machines/{machine}?tab=events", "event-log"),
        ("machine's processes", $"/machines/{machine}?tab=processes", "machine-processes"),
        ("machine's facts", $"/machines/{machine}?tab=facts", ".machine-facts"),
        ("machine's programs", $"/machines/{machine}?tab=programs", "program-tokens form"),
        ("charts", "/charts", "main"),
        ("explorer", "/explore", "metric-explorer :is(input, button)"),
        ("explored", "/explore?view=" + Uri.EscapeDataString("""{"lines":[{"metric":"gpu_temperature_celsius"}],"top":5}"""), "metric-explorer :is(input, button)"),
        ("dashboards", "/dashboards", "dashboard-list :is(a, button, p)"),
        ("timeline", "/timeline", "state-timeline timeline-controls"),
        ("cluster", "/cluster", "cluster-view :is(table, section)"),
        ("colours", "/settings/display", "display-section input"),
        ("machines' settings", "/settings/machines", "machines-section"),
        ("enrolment", "/settings/enrolment", "enrolment-section"),
        ("retention", "/settings/retention", "retention-section input"),
        ("account", "/account", "account-view table"),
    ];
}
