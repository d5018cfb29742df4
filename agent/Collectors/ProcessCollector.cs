using System.IO.Enumeration;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors;

/// <summary>How many processes there are: the numbers among the entries of <c>/proc</c>. Opens none of them.</summary>
internal sealed class ProcessCollector(Roots roots) : ICollector
{
    private static readonly Series Processes = MetricCatalog.Series("processes");
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly FileSystemEnumerable<int> _entries = new(roots.Proc, (ref _) => 1, All)
    {
        ShouldIncludePredicate = (ref entry) => entry.FileName.ContainsAnyExceptInRange('0', '9') is false,
    };

    /// <inheritdoc/>
    public string Name => "processes";

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        var count = 0;
        foreach (var one in _entries) count += one;
        samples.Add(Processes, count);
    }
}
