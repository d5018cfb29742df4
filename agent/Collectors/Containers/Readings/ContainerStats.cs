using System.Text.Json;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Containers.Readings;

/// <summary>What a container uses. NaN is "not known".</summary>
/// <param name="Cpu">CPU time, seconds.</param>
/// <param name="ThrottledTime">Time held back by its CPU limit, seconds; not known where there is no limit.</param>
/// <param name="ThrottledPeriods">Periods in which it reached that limit.</param>
/// <param name="Memory">Memory without file cache that can be given back, bytes.</param>
/// <param name="MemoryLimit">Limit of the memory, bytes; the machine's memory where there is none.</param>
/// <param name="Received">Bytes received over all of its interfaces; not known where it uses the host's.</param>
/// <param name="Sent">Bytes sent.</param>
/// <param name="Read">Bytes read from disks.</param>
/// <param name="Written">Bytes written to disks.</param>
/// <param name="Processes">Processes and threads.</param>
internal sealed record ContainerStats(
    double Cpu, double ThrottledTime, double ThrottledPeriods, double Memory, double MemoryLimit, double Received, double Sent,
    double Read, double Written, double Processes)
{
    private const double NanosPerSecond = 1e9;

    /// <summary>
    /// Reads the answer to <c>/containers/ID/stats</c>; null where the container has just ended, and all is 0.
    /// </summary>
    /// <exception cref="EngineException">It is none.</exception>
    public static ContainerStats? Parse(ReadOnlyMemory<byte> json) => EngineJson.Read(json, "/containers/ID/stats", root =>
    {
        if (root.ValueKind != JsonValueKind.Object) throw new EngineException("the answer to /containers/ID/stats is no object");
        if (root.At("read").Moment() is null) return null;
        var (cpu, memory, networks) = (root.At("cpu_stats"), root.At("memory_stats"), root.At("networks"));
        var throttling = cpu.At("throttling_data");
        var isLimited = throttling.At("periods").Number() > 0;
        var disks = root.At("blkio_stats", "io_service_bytes_recursive");
        return new ContainerStats(
            cpu.At("cpu_usage", "total_usage").Number() / NanosPerSecond,
            isLimited ? throttling.At("throttled_time").Number() / NanosPerSecond : double.NaN,
            isLimited ? throttling.At("throttled_periods").Number() : double.NaN,
            Used(memory), memory.At("limit").Number(),
            Sum(networks, "rx_bytes"), Sum(networks, "tx_bytes"),
            Sum("read", disks), Sum("write", disks),
            root.At("pids_stats", "current").Number());
    });

    /// <summary>
    /// As Docker's own client counts: without the inactive file cache, which cgroup v1 and v2 call by different names.
    /// </summary>
    private static double Used(JsonElement memory)
    {
        var usage = memory.At("usage").Number();
        var cache = memory.At("stats", "total_inactive_file").Number();
        if (double.IsNaN(cache)) cache = memory.At("stats", "inactive_file").Number();
        return cache < usage ? usage - cache : usage;
    }

    private static double Sum(JsonElement networks, string direction)
    {
        if (networks.ValueKind != JsonValueKind.Object) return double.NaN;
        var sum = double.NaN;
        foreach (var network in networks.EnumerateObject())
            sum = Plus(sum, network.Value.At(direction).Number());
        return sum;
    }

    /// <summary>
    /// Over all disks. Engines write <c>Read</c> on cgroup v1, <c>read</c> on v2, and other operations beside.
    /// </summary>
    private static double Sum(string operation, JsonElement disks) => disks.Items()
        .Where(each => string.Equals(each.At("op").Text(), operation, StringComparison.OrdinalIgnoreCase))
        .Aggregate(double.NaN, (sum, each) => Plus(sum, each.At("value").Number()));

    private static double Plus(double sum, double value) => double.IsNaN(sum) ? value : double.IsNaN(value) ? sum : sum + value;
}
