using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors;

/// <summary>The collectors that work on this machine, run side by side.</summary>
internal sealed partial class CollectorSet
{
    private readonly List<CollectorRunner> _runners = [];
    private readonly ILogger<CollectorSet> _logger;

    /// <summary>Asks each collector whether this machine has what it needs.</summary>
    public CollectorSet(IEnumerable<ICollector> collectors, TimeProvider time, ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger<CollectorSet>();
        foreach (var collector in collectors)
            if (collector.WhyAbsent() is { } reason) Absent(collector.Name, reason);
            else _runners.Add(new CollectorRunner(collector, time, loggers.CreateLogger<CollectorRunner>()));
    }

    /// <summary>Runs all collectors, waits at most the limit, and puts together what was found.</summary>
    /// <param name="samples">Cleared and filled.</param>
    /// <param name="limit">How long to wait for the slowest.</param>
    public async Task CollectAsync(SampleSet samples, TimeSpan limit)
    {
        await Task.WhenAll(_runners.Select(runner => runner.RunAsync(limit)));
        samples.Clear();
        foreach (var runner in _runners)
            runner.AddTo(samples);
    }

    [LoggerMessage(LogLevel.Information, "Collector {Name} is left out: {Reason}.")]
    private partial void Absent(string name, string reason);
}
