namespace Dcmon.Peers.Results;

/// <summary>Something that is measured of every system.</summary>
/// <param name="Key">Its name in the JSON.</param>
/// <param name="Title">Its row in the table.</param>
/// <param name="Format">.NET format of its values.</param>
/// <param name="Digits">Decimals in the JSON.</param>
internal sealed record Figure(string Key, string Title, string Format, int Digits)
{
    /// <summary>Disk space of the load for each of its samples, merged.</summary>
    public static readonly Figure BytesPerSample = new(
        "bytes_per_sample", "bytes a sample on disk, merged", "0.000", 4);

    /// <summary>Samples of the load for each CPU second of the server.</summary>
    public static readonly Figure LoadPerCpuSecond = new(
        "load_samples_per_cpu_second", "load in batches: samples a CPU second, merging included", "#,0", 0);

    /// <summary>Samples for each CPU second of the server where each request carries one report.</summary>
    public static readonly Figure IngestPerCpuSecond = new(
        "ingest_samples_per_cpu_second", "ingest, a report a request: samples a CPU second", "#,0", 0);

    /// <summary>Samples a second then, on a machine that the senders share.</summary>
    public static readonly Figure IngestPerSecond = new(
        "ingest_samples_per_second", "the same: samples a second, beside the senders", "#,0", 0);

    /// <summary>Milliseconds that 99 of 100 requests took at the most, at 60 % of that rate.</summary>
    public static readonly Figure IngestP99 = new(
        "ingest_p99_ms", "at 60 % of that rate: p99 of a request, ms", "0.0", 2);

    /// <summary>Median milliseconds of a day of one series.</summary>
    public static readonly Figure QueryOne = new(
        "query_one_ms", "one series over the load's time, 60 s steps: median, ms", "0.00", 3);

    /// <summary>95 of 100 of them.</summary>
    public static readonly Figure QueryOneP95 = new("query_one_p95_ms", "the same: p95, ms", "0.00", 3);

    /// <summary>Median milliseconds of the maximum by client over the same time.</summary>
    public static readonly Figure QueryMaximum = new(
        "query_max_ms", "the maximum by client, 8 series each, over the load's time, 120 s steps: median, ms", "0.00",
        3);

    /// <summary>95 of 100 of them.</summary>
    public static readonly Figure QueryMaximumP95 = new("query_max_p95_ms", "the same: p95, ms", "0.00", 3);

    /// <summary>Largest resident memory during all of it, 10^6 bytes.</summary>
    public static readonly Figure PeakMemory = new("peak_rss_mb", "peak resident memory, MB", "0", 1);

    /// <summary>All, in the order of the table.</summary>
    public static readonly Figure[] All =
    [
        BytesPerSample, LoadPerCpuSecond, IngestPerCpuSecond, IngestPerSecond, IngestP99, QueryOne, QueryOneP95,
        QueryMaximum, QueryMaximumP95, PeakMemory,
    ];
}
