using Dcmon.GrainInterfaces.Clients;
using Dcmon.Wire.Metrics;

namespace Dcmon.Grains.Clients;

/// <summary>Where in a schema the values stand that a machine's main figures are made of; worked out once a schema.</summary>
public sealed class FigurePlan
{
    private readonly int[] _cpuBusy;
    private readonly int[] _cpuIdle;
    private readonly int[] _received;
    private readonly int[] _transmitted;
    private readonly int _memoryTotal;
    private readonly int _memoryAvailable;
    private readonly int _rootSize;
    private readonly int _rootFree;
    private readonly int _rootAvailable;
    private readonly int _uptime;

    private FigurePlan(IReadOnlyList<Series> series)
    {
        _cpuBusy = All(series, "cpu_seconds_total", each => !IsIdle(each));
        _cpuIdle = All(series, "cpu_seconds_total", IsIdle);
        _received = All(series, "network_receive_bytes_total", _ => true);
        _transmitted = All(series, "network_transmit_bytes_total", _ => true);
        _memoryTotal = First(series, "memory_total_bytes", _ => true);
        _memoryAvailable = First(series, "memory_available_bytes", _ => true);
        _rootSize = First(series, "filesystem_size_bytes", IsRoot);
        _rootFree = First(series, "filesystem_free_bytes", IsRoot);
        _rootAvailable = First(series, "filesystem_available_bytes", IsRoot);
        _uptime = First(series, "uptime_seconds", _ => true);
    }

    /// <summary>Looks up the places.</summary>
    public static FigurePlan For(IReadOnlyList<Series> series) => new(series);

    /// <summary>The figures.</summary>
    /// <param name="values">Newest values, in the schema's order.</param>
    /// <param name="rates">Growth a second of the counters.</param>
    public ClientFigures Figures(double[] values, double[] rates) => new(
        Share(Sum(rates, _cpuBusy), Sum(rates, _cpuIdle)),
        Share(At(values, _memoryTotal) - At(values, _memoryAvailable), At(values, _memoryAvailable)),
        // As df counts it: what is reserved for root is neither used nor available.
        Share(At(values, _rootSize) - At(values, _rootFree), At(values, _rootAvailable)),
        OrNull(Sum(rates, _received)),
        OrNull(Sum(rates, _transmitted)),
        OrNull(At(values, _uptime)));

    /// <summary>A core that waits for I/O could run something else.</summary>
    private static bool IsIdle(Series series) => series["mode"] is "idle" or "iowait";

    private static bool IsRoot(Series series) => series["mountpoint"] == "/";

    private static int[] All(IReadOnlyList<Series> series, string metric, Func<Series, bool> fits) =>
        [.. Enumerable.Range(0, series.Count).Where(i => series[i].Metric == metric && fits(series[i]))];

    private static int First(IReadOnlyList<Series> series, string metric, Func<Series, bool> fits) =>
        All(series, metric, fits) is [var first, ..] ? first : -1;

    private static double At(double[] values, int index) => index < 0 ? double.NaN : values[index];

    /// <summary>Sum of the values there are; NaN where there is none.</summary>
    private static double Sum(double[] values, int[] indexes)
    {
        var (sum, any) = (0.0, false);
        foreach (var index in indexes)
            if (!double.IsNaN(values[index]))
                (sum, any) = (sum + values[index], true);
        return any ? sum : double.NaN;
    }

    private static double? Share(double part, double rest) =>
        part + rest > 0 ? Math.Clamp(part / (part + rest), 0, 1) : null;

    private static double? OrNull(double value) => double.IsNaN(value) ? null : value;
}
