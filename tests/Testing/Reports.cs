using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Testing;

/// <summary>Makes schemas and reports for tests.</summary>
public static class Reports
{
    /// <summary>A gauge named <paramref name="metric"/> with labels written as <c>name=value</c>.</summary>
    public static Series Gauge(string metric, params string[] labels) =>
        new(metric, MetricKind.Gauge, "", Labels(labels));

    /// <summary>A counter named <paramref name="metric"/> with labels written as <c>name=value</c>.</summary>
    public static Series Counter(string metric, params string[] labels) =>
        new(metric, MetricKind.Counter, "", Labels(labels));

    /// <summary>A report whose values stand in the schema's order.</summary>
    public static Report Report(this Schema schema, long sequence, long time, params double[] values)
    {
        var writer = new WireWriter();
        ValuePacking.Pack(values, writer);
        return new Report(sequence, time, schema.Hash, writer.Written.ToArray());
    }

    /// <summary>Extras as a report carries them.</summary>
    public static byte[] Encoded(this ReportExtras extras)
    {
        var writer = new WireWriter();
        ExtrasFormat.Write(extras, writer);
        return writer.Written.ToArray();
    }

    private static Label[] Labels(string[] labels) =>
        Array.ConvertAll(labels, each => each.Split('=', 2) is [var name, var value]
            ? new Label(name, value)
            : throw new ArgumentException($"'{each}' is not name=value."));
}
