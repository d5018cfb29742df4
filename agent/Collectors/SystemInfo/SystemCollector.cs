using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.SystemInfo;

/// <summary>Uptime and open file handles, from <c>/proc/uptime</c> and <c>/proc/sys/fs/file-nr</c>.</summary>
internal sealed class SystemCollector(Roots roots) : ICollector
{
    private static readonly Series Uptime = MetricCatalog.Series("uptime_seconds");
    private static readonly Series FileHandles = MetricCatalog.Series("file_handles");
    private static readonly Series FileHandlesMax = MetricCatalog.Series("file_handles_max");

    private readonly TextFile _uptime = new(roots.InProc("uptime"));
    private readonly TextFile _fileHandles = new(roots.InProc("sys/fs/file-nr"));

    /// <inheritdoc/>
    public string Name => "system";

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        samples.Add(Uptime, new FieldReader(_uptime.Read().TrimEnd()).NextNumber());
        ParseFileHandles(_fileHandles.Read(), samples);
    }

    /// <summary>
    /// Reads <c>376 0 2466183</c>: allocated, allocated but unused (0 since Linux 2.6), the most allowed.
    /// </summary>
    internal static void ParseFileHandles(ReadOnlySpan<char> text, SampleSet samples)
    {
        var fields = new FieldReader(text.TrimEnd());
        samples.Add(FileHandles, fields.NextNumber());
        fields.Skip(1);
        samples.Add(FileHandlesMax, fields.NextNumber());
    }
}
