using System.Diagnostics;
using System.Reflection;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Cluster;
using Dcmon.Grains.Calls;
using Dcmon.Silo.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Silo.Cluster;

/// <summary>Reports the state of this process to the cluster's grain every two seconds.</summary>
internal sealed partial class NodeReporter(
    NodeKind kind, IGrainFactory grains, GrainCallMetrics calls, ServerMetrics metrics, TimeProvider time,
    ILogger<NodeReporter> log) : BackgroundService
{
    /// <summary>Rounds over which rates are computed: ten seconds.</summary>
    private const int Window = 5;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Queue<NodeSample> _samples = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _samples.Enqueue(NodeSample.Take(time, calls, metrics));
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await grains.Cluster().Report(Next());
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested) // the next round tries again
            {
                NotReported(error.Message);
            }
        }
    }

    private NodeReport Next()
    {
        var now = NodeSample.Take(time, calls, metrics);
        _samples.Enqueue(now);
        if (_samples.Count > Window + 1) _samples.Dequeue();
        var before = _samples.Peek();
        using var process = Process.GetCurrentProcess();
        return new NodeReport(
            $"{Environment.MachineName}:{Environment.ProcessId}",
            kind.Name,
            "Orleans",
            typeof(NodeReporter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds(),
            now.ProcessSince(before),
            now.CallsSince(before),
            now.FiguresSince(before));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The state of this process could not be reported: {Reason}")]
    private partial void NotReported(string reason);
}

/// <summary>The kind of a process.</summary>
/// <param name="Name"><c>silo</c>, <c>web</c>, or <c>web and silo</c>.</param>
internal sealed record NodeKind(string Name);
