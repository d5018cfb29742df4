using System.Diagnostics.Metrics;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>The store's own figures.</summary>
internal sealed class SeriesMetrics : IDisposable
{
    private readonly Meter _meter = new("Dcmon.Series");
    private readonly Counter<long> _appended;
    private readonly Counter<long> _samples;

    /// <summary>Registers them.</summary>
    public SeriesMetrics(ISeriesDatabase database, OpenWindows windows, Maintainer maintainer)
    {
        var tally = maintainer.Tally;
        _appended = _meter.CreateCounter<long>("dcmon_series_reports_total", null,
            "Reports committed to the log, those sent again included.");
        _samples = _meter.CreateCounter<long>("dcmon_series_samples_total", null, "Values of those reports, by their schemas.");
        _meter.CreateObservableCounter("dcmon_series_commit_seconds_total", () => database.CommitTime.TotalSeconds, null,
            "Time from the start of transactions to their end on disk.");
        _meter.CreateObservableGauge("dcmon_series_blocks", () => maintainer.Rows.Blocks, null, "Blocks, counted once a minute.");
        _meter.CreateObservableGauge("dcmon_series_log_reports", () => maintainer.Rows.Reports, null,
            "Reports in the log, counted once a minute.");
        _meter.CreateObservableCounter("dcmon_series_commits_total", () => database.Commits, null, "Commits of the series database.");
        _meter.CreateObservableGauge("dcmon_series_queue", () => database.QueueLength, null, "Writes that wait for the next commit.");
        _meter.CreateObservableGauge("dcmon_series_open_windows", () => windows.Count, null,
            "Windows of two hours of a client that are in the log.");
        _meter.CreateObservableCounter("dcmon_series_windows_sealed_total", () => tally.Windows, null, "Windows that became blocks.");
        _meter.CreateObservableCounter("dcmon_series_days_merged_total", () => tally.Days, null, "Days merged into one block.");
        _meter.CreateObservableCounter("dcmon_series_blocks_expired_total", () => tally.ExpiredBlocks, null,
            "Blocks deleted by retention.");
        _meter.CreateObservableCounter("dcmon_series_damaged_total", () => tally.Damaged, null,
            "Damaged blocks and reports that were set aside.");
        _meter.CreateObservableCounter("dcmon_series_maintenance_failures_total", () => tally.Failures, null, "Failed maintenance runs.");
        _meter.CreateObservableGauge("dcmon_series_bytes", () => maintainer.Retention.Size.Used, null,
            "Bytes that the series database holds.");
        _meter.CreateObservableGauge("dcmon_series_free_bytes", () => maintainer.Retention.Size.Free, null,
            "Bytes within the database that hold nothing.");
        _meter.CreateObservableGauge("dcmon_series_disk_free_bytes", () => maintainer.Retention.Size.DiskFree ?? 0, null,
            "Bytes that the database's disk has left.");
    }

    /// <summary>Reports were committed.</summary>
    public void Appended(IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports)
    {
        _appended.Add(reports.Count);
        var samples = 0L;
        foreach (var report in reports)
            foreach (var schema in schemas)
                if (schema.Hash == report.Schema) samples += schema.Series.Count;
        _samples.Add(samples);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
