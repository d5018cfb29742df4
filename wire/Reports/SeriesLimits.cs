using System.Text;
using Dcmon.Wire.Metrics;

namespace Dcmon.Wire.Reports;

/// <summary>
/// Which series a schema can hold. A reader refuses a schema with any other as a whole, so code that makes one from untrusted
/// texts leaves such series out first.
/// </summary>
public static class SeriesLimits
{
    /// <summary>True where names follow the rule, texts are within <see cref="WireLimits"/> and stay as they are in UTF-8.</summary>
    public static bool Hold(Series series)
    {
        if (series.Metric.Length > WireLimits.MaxNameLength || !SchemaNames.IsMetric(series.Metric)) return false;
        if (!IsText(series.Unit, WireLimits.MaxNameLength) || series.Labels.Length > WireLimits.MaxLabels) return false;
        foreach (var (name, value) in series.Labels)
            if (name.Length > WireLimits.MaxNameLength || !SchemaNames.IsLabel(name) || !IsText(value, WireLimits.MaxLabelValueLength))
                return false;
        return true;
    }

    /// <summary>Halves of characters become U+FFFD in UTF-8, and two series could become one.</summary>
    private static bool IsText(string text, int longest)
    {
        if (text.Length > longest) return false;
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var used) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[(at + used)..];
        }

        return true;
    }
}
