using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Spool;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Self;

/// <summary>What the agent itself costs, what waits in its spool, what it lost, and the tools that it runs.</summary>
internal sealed class SelfCollector(ISpoolCounts spool, ToolRunner tools, EventQueue events) : ICollector
{
    private static readonly Series Cpu = MetricCatalog.Series("agent_cpu_seconds_total");
    private static readonly Series Memory = MetricCatalog.Series("agent_memory_bytes");
    private static readonly Series SpoolReports = MetricCatalog.Series("agent_spool_reports");
    private static readonly Series SpoolBytes = MetricCatalog.Series("agent_spool_bytes");
    private static readonly Series SpoolDropped = MetricCatalog.Series("agent_spool_dropped_total");
    private static readonly Series Refused = MetricCatalog.Series("agent_reports_refused_total");
    private static readonly Series EventsDropped = MetricCatalog.Series("agent_events_dropped_total");

    private readonly SeriesFamily<Series> _toolRuns = new(tool => MetricCatalog.Series("agent_tool_runs_total", new Label("tool", tool)));
    private readonly SeriesFamily<Series> _toolKills = new(tool => MetricCatalog.Series("agent_tool_kills_total", new Label("tool", tool)));

    /// <inheritdoc/>
    public string Name => "agent";

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        samples.Add(Cpu, Environment.CpuUsage.TotalTime.TotalSeconds);
        samples.Add(Memory, Environment.WorkingSet);
        samples.Add(SpoolReports, spool.SpoolReports);
        samples.Add(SpoolBytes, spool.SpoolBytes);
        samples.Add(SpoolDropped, spool.SpoolDropped);
        samples.Add(Refused, spool.Refused);
        samples.Add(EventsDropped, events.Dropped);
        foreach (var (tool, runs, kills) in tools.Uses)
        {
            samples.Add(_toolRuns[tool], runs);
            samples.Add(_toolKills[tool], kills);
        }
    }
}
