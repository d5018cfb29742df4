using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Cpu;

/// <summary>
/// CPU time by mode, of each core and of all together, context switches, running and blocked tasks, from
/// <c>/proc/stat</c>: one collector, as the file is costly for the kernel to make on machines with many cores.
/// </summary>
internal sealed class CpuCollector(Roots roots) : ICollector
{
    private static readonly Series Cores = MetricCatalog.Series("cpu_cores");
    private static readonly Series ContextSwitches = MetricCatalog.Series("context_switches_total");
    private static readonly Series Running = MetricCatalog.Series("processes_running");
    private static readonly Series Blocked = MetricCatalog.Series("processes_blocked");

    private readonly TextFile _file = new(roots.InProc("stat"));
    private readonly SeriesFamily<Times> _cores = new(name => new Times("cpu_seconds_total", new Label("cpu", name)));
    private readonly Times _all = new("system_cpu_seconds_total");

    /// <inheritdoc/>
    public string Name => "cpu";

    /// <inheritdoc/>
    public void Collect(SampleSet samples) => Parse(_file.Read(), samples);

    /// <summary>Reads lines such as <c>cpu0 3419 0 1886 …</c>, <c>ctxt 519788</c>; others are skipped.</summary>
    internal void Parse(ReadOnlySpan<char> text, SampleSet samples)
    {
        var cores = 0;
        foreach (var line in text.EnumerateLines())
        {
            var fields = new FieldReader(line);
            var key = fields.Next();
            if (key.Length > 3 && key.StartsWith("cpu") && char.IsAsciiDigit(key[3]))
            {
                cores++;
                _cores[key[3..]].Add(CpuModes.Parse(ref fields), samples);
            }
            // The kernel's own sum: unlike one of ours it does not fall when a core goes offline.
            else if (key is "cpu") _all.Add(CpuModes.Parse(ref fields), samples);
            else if (key is "ctxt") samples.Add(ContextSwitches, fields.NextNumber());
            else if (key is "procs_running") samples.Add(Running, fields.NextNumber());
            else if (key is "procs_blocked") samples.Add(Blocked, fields.NextNumber());
        }

        samples.Add(Cores, cores);
    }

    private sealed class Times(string metric, params Label[] labels)
    {
        private readonly Series[] _series =
            [.. CpuModes.Names.Select(mode => MetricCatalog.Series(metric, [.. labels, new Label("mode", mode)]))];

        private CpuTimes _times;

        public void Add(CpuTimes newer, SampleSet samples)
        {
            _times.Advance(newer);
            for (var i = 0; i < CpuModes.Count; i++)
                samples.Add(_series[i], _times[i]);
        }
    }
}
