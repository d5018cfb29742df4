using System.Globalization;
using System.Text;

namespace Dcmon.Peers.Results;

/// <summary>The results for people, in Markdown.</summary>
internal static class ResultTable
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A row a figure: each system's median, and the median and spread of the ratios of all rounds.</summary>
    public static string Write(PeersResult result)
    {
        var text = new StringBuilder(
            "| median of the rounds | dcmon | VictoriaMetrics | Prometheus | dcmon ÷ VictoriaMetrics (min–max) | dcmon ÷ Prometheus (min–max) |\n"
            + "|---|--:|--:|--:|--:|--:|\n");
        foreach (var figure in Figure.All) AddRow(text, result.Systems, figure);
        if (result.Rollup is var (days, (median, p95)))
            text.Append(
                Culture,
                $"| {days} days of that maximum, 1 h steps: median (p95), ms | {median:0.00} ({p95:0.00}) | | | | |\n");
        if (result.Scale is { } scale) AddScale(text, scale);
        return text.ToString();
    }

    private static void AddRow(StringBuilder text, Measurements measured, Figure figure)
    {
        text.Append("| ").Append(figure.Title);
        foreach (var system in SystemNames.All)
            text.Append(" | ").Append(measured.Of(figure, system)?.Median.ToString(figure.Format, Culture));
        foreach (var peer in SystemNames.Peers)
            text.Append(" | ").Append(Ratio(measured.Ratio(figure, SystemNames.Dcmon, peer)));
        text.Append(" |\n");
    }

    private static void AddScale(StringBuilder text, ScaleResult scale)
    {
        text.Append(
            Culture,
            $"\n| dcmon alone | {scale.SmallHosts} clients | {scale.LargeHosts} clients | ratio (min–max) |\n|---|--:|--:|--:|\n");
        foreach (var row in scale.Rows)
            text.Append(
                Culture,
                $"| {row.Title} | {row.Small.Median:0.0000} | {row.Large.Median:0.0000} | {Ratio(row.Ratio)} |\n");
    }

    private static string Ratio(Spread? ratio) => ratio switch
    {
        null => "",
        { Count: 1 } => ratio.Median.ToString("0.00", Culture),
        _ => string.Create(Culture, $"{ratio.Median:0.00} ({ratio.Min:0.00}–{ratio.Max:0.00})"),
    };
}
