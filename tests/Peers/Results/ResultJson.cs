using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmon.Peers.Results;

/// <summary>The results for programs.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A number for each system under each key, and the roll-ups' alone.</summary>
    public static string Write(PeersResult result)
    {
        var json = new JsonObject
        {
            ["bytes_per_sample"] = Each(result, figures => figures.BytesPerSample, 4),
            ["ingest_samples_per_cpu_second"] = Each(result, figures => figures.IngestSamplesPerCpuSecond, 0),
            ["query_one_ms"] = Each(result, figures => figures.QueryOne.Median, 3),
            ["query_max_ms"] = Each(result, figures => figures.QueryMaximum.Median, 3),
            ["peak_rss_mb"] = Each(result, figures => figures.PeakResidentMegabytes, 1),
            ["rollup_90d_ms"] = result.Rollup is { } rollup ? Math.Round(rollup.Median, 3) : null,
        };
        return json.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Each(PeersResult result, Func<SystemFigures, double> figure, int digits) =>
        new(result.Systems.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, Math.Round(figure(each.Value), digits))));
}
