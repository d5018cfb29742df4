namespace Dcmon.Benchmarks.Charts;

/// <summary>The ten charts of a fleet, a line a machine, as a browser asks for them.</summary>
internal static class ChartQueries
{
    private static readonly string[] Charts =
    [
        "gpu_temperature_celsius?agg=max&over=minmax",
        "gpu_power_watts?agg=sum&over=minmax",
        "gpu_utilization_ratio?agg=avg&over=minmax",
        "gpu_memory_used_bytes?agg=sum&over=minmax",
        "ipmi_temperature_celsius?agg=max&over=minmax",
        "memory_available_bytes?over=minmax",
        "load1?over=minmax",
        "cpu_seconds_total/rate?agg=sum&match=mode!=\"idle\"",
        "network_receive_bytes_total/rate?agg=sum",
        "disk_written_bytes_total/rate?agg=sum",
    ];

    /// <summary>Their relative addresses.</summary>
    /// <param name="end">Unix milliseconds.</param>
    /// <param name="step">Seconds.</param>
    public static IReadOnlyList<string> Urls(long end, int step) =>
        [.. Charts.Select(chart => $"/api/timeseries/{chart}&from={end - ChartStore.Span + 1}&to={end}&step={step}&digits=8")];
}
