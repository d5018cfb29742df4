using System.Diagnostics;
using Dcmon.GrainInterfaces.Cluster;
using Dcmon.Grains.Calls;
using Dcmon.Silo.Metrics;

namespace Dcmon.Silo.Cluster;

/// <summary>The counters of a process at one time.</summary>
/// <param name="Seconds">The time, in seconds of a monotonic clock.</param>
/// <param name="CpuSeconds">CPU time of the process, seconds.</param>
/// <param name="Allocated">Bytes of managed memory allocated so far.</param>
/// <param name="PauseSeconds">Time that the process was paused by garbage collections, seconds.</param>
/// <param name="Calls">Grain calls by method.</param>
/// <param name="Figures">Values of its meters.</param>
internal sealed record NodeSample(
    double Seconds, double CpuSeconds, long Allocated, double PauseSeconds, IReadOnlyList<MethodCount> Calls,
    IReadOnlyList<OwnFigure> Figures)
{
    /// <summary>Takes a sample of this process.</summary>
    public static NodeSample Take(TimeProvider time, GrainCallMetrics calls, ServerMetrics metrics)
    {
        using var process = Process.GetCurrentProcess();
        return new NodeSample(
            (double)time.GetTimestamp() / time.TimestampFrequency,
            process.TotalProcessorTime.TotalSeconds,
            GC.GetTotalAllocatedBytes(),
            GC.GetTotalPauseDuration().TotalSeconds,
            calls.Read(),
            metrics.Read());
    }

    /// <summary>The process now, with rates since an earlier sample.</summary>
    public ProcessFigures ProcessSince(NodeSample before)
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessFigures(
            PerSecond(CpuSeconds - before.CpuSeconds, before),
            process.WorkingSet64,
            GC.GetTotalMemory(false),
            PerSecond(Allocated - before.Allocated, before),
            ThreadPool.ThreadCount,
            ThreadPool.PendingWorkItemCount,
            new[] { GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2) },
            PerSecond(PauseSeconds - before.PauseSeconds, before));
    }

    /// <summary>Calls of each method since an earlier sample.</summary>
    public IReadOnlyList<MethodFigures> CallsSince(NodeSample before)
    {
        var earlier = before.Calls.ToDictionary(each => (each.Grain, each.Method));
        return [.. Calls.Select(now => FiguresOf(now, earlier.GetValueOrDefault((now.Grain, now.Method)), before))];
    }

    /// <summary>Values of the meters, with the rates of counters since an earlier sample.</summary>
    public IReadOnlyList<MeterFigure> FiguresSince(NodeSample before)
    {
        var earlier = before.Figures.ToDictionary(each => (each.Name, each.Labels), each => each.Value);
        return [.. Figures.Select(now => new MeterFigure(
            now.Name, now.Labels, now.Value, now.IsCounter
                ? PerSecond(now.Value - earlier.GetValueOrDefault((now.Name, now.Labels)), before)
                : null))];
    }

    private MethodFigures FiguresOf(MethodCount now, MethodCount? before, NodeSample sample)
    {
        var buckets = before is null
            ? now.Buckets
            : [.. now.Buckets.Zip(before.Buckets, (later, earlier) => later - earlier)];
        var calls = buckets.Sum();
        return new MethodFigures(
            now.Grain,
            now.Method,
            PerSecond(calls, sample),
            PerSecond(now.Errors - (before?.Errors ?? 0), sample),
            calls == 0 ? null : (now.Nanoseconds - (before?.Nanoseconds ?? 0)) / 1e9 / calls,
            CallHistogram.Quantile(buckets, 0.99) / 1e6,
            now.Calls,
            now.Errors);
    }

    private double PerSecond(double growth, NodeSample before) =>
        Seconds > before.Seconds ? growth / (Seconds - before.Seconds) : 0;
}
