using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Load;

/// <summary>Run queue lengths and threads, from <c>/proc/loadavg</c>.</summary>
internal sealed class LoadCollector(Roots roots) : ICollector
{
    private static readonly Series Load1 = MetricCatalog.Series("load1");
    private static readonly Series Load5 = MetricCatalog.Series("load5");
    private static readonly Series Load15 = MetricCatalog.Series("load15");
    private static readonly Series Threads = MetricCatalog.Series("threads");

    private readonly TextFile _file = new(roots.InProc("loadavg"));

    /// <inheritdoc/>
    public string Name => "load";

    /// <inheritdoc/>
    public void Collect(SampleSet samples) => Parse(_file.Read(), samples);

    /// <summary>Reads <c>0.34 0.17 0.11 1/82 4676</c>: three averages, runnable/all threads, the newest pid.</summary>
    internal static void Parse(ReadOnlySpan<char> text, SampleSet samples)
    {
        var fields = new FieldReader(text.TrimEnd());
        samples.Add(Load1, fields.NextNumber());
        samples.Add(Load5, fields.NextNumber());
        samples.Add(Load15, fields.NextNumber());
        var threads = fields.Next();
        samples.Add(Threads, new FieldReader(threads[(threads.IndexOf('/') + 1)..]).NextNumber());
    }
}
