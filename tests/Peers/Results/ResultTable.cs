using System.Globalization;
using System.Text;

namespace Dcmon.Peers.Results;

/// <summary>The results for people, in Markdown.</summary>
internal static class ResultTable
{
    /// <summary>A row a figure, a column a system, and dcmon's ratio to VictoriaMetrics.</summary>
    public static string Write(PeersResult result)
    {
        var text = new StringBuilder("| | dcmon | VictoriaMetrics | Prometheus | dcmon ÷ VictoriaMetrics |\n|---|--:|--:|--:|--:|\n");
        Row("bytes a sample on disk, merged", figures => figures.BytesPerSample, "0.000");
        Row("load in batches: samples a CPU second, merging included", figures => figures.LoadSamplesPerCpuSecond, "#,0");
        Row("ingest, a report a request: samples a CPU second", figures => figures.IngestSamplesPerCpuSecond, "#,0");
        Row("the same: samples a second, beside the senders", figures => figures.IngestSamplesPerSecond, "#,0");
        Row("at 60 % of that rate: p99 of a request, ms", figures => figures.IngestP99Milliseconds, "0.0");
        Row("24 h of one series, 60 s steps: median, ms", figures => figures.QueryOne.Median, "0.00");
        Row("the same: p95, ms", figures => figures.QueryOne.P95, "0.00");
        Row("24 h of the maximum by client over 8 series of 20 clients, 120 s steps: median, ms", figures => figures.QueryMaximum.Median, "0.00");
        Row("the same: p95, ms", figures => figures.QueryMaximum.P95, "0.00");
        Row("peak resident memory, MB", figures => figures.PeakResidentMegabytes, "0");
        if (result.Rollup is { } rollup)
            text.Append(CultureInfo.InvariantCulture, $"| 90 days of that maximum, 1 h steps: median (p95), ms | {rollup.Median:0.00} ({rollup.P95:0.00}) | | | |\n");
        if (result.Scale is [var small, var large])
        {
            text.Append('\n').Append(CultureInfo.InvariantCulture, $"| dcmon alone | {small.Hosts} clients | {large.Hosts} clients | ratio |\n|---|--:|--:|--:|\n");
            Pair("ingest, a report a request: CPU microseconds a sample", small.CpuMicrosecondsPerSample, large.CpuMicrosecondsPerSample);
            Pair("2 h of the maximum by client: milliseconds a series", small.QueryMillisecondsPerSeries, large.QueryMillisecondsPerSeries);
        }

        return text.ToString();

        void Row(string name, Func<SystemFigures, double> figure, string format)
        {
            text.Append("| ").Append(name);
            foreach (var system in SystemNames.All)
                text.Append(" | ").Append(result.Systems.TryGetValue(system, out var figures) ? figure(figures).ToString(format, CultureInfo.InvariantCulture) : "");
            text.Append(" | ").Append(Ratio(figure)).Append(" |\n");
        }

        string Ratio(Func<SystemFigures, double> figure) =>
            result.Systems.TryGetValue(SystemNames.Dcmon, out var ours) && result.Systems.TryGetValue(SystemNames.Victoria, out var theirs)
                ? (figure(ours) / figure(theirs)).ToString("0.00", CultureInfo.InvariantCulture)
                : "";

        void Pair(string name, double small, double large) =>
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {small:0.0000} | {large:0.0000} | {large / small:0.00} |\n");
    }
}
