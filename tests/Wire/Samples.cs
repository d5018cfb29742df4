using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Wire.Tests;

/// <summary>A message with everything in it.</summary>
internal static class Samples
{
    public static readonly Schema Schema = Wire.Reports.Schema.Of(
    [
        MetricCatalog.Series("load1"),
        MetricCatalog.Series("cpu_seconds_total", new("mode", "idle"), new("cpu", "0")),
        new Series("custom:metric", MetricKind.Gauge, "", new Label("text", "<img onerror=…> \"\\\n")),
    ]);

    public static readonly MachineFacts Facts = new(
        "höst", "id", "Debian", "6.18", "x86_64", "EPYC", 2, 1L << 40, "Vendor", "Board", [new("nvme0n1", "Model", 1L << 42, false), new("sda", null, null, null)], "1.0");

    public static ReportMessage Message() =>
        new([Schema], Facts, [Report(1L << 52, 1.5, double.NaN, -3), Report(0, 0, 0, 0)]);

    public static Report Report(long sequence, params double[] values) => new(sequence, 1_700_000_000_000, Schema.Hash, Pack(values));

    public static byte[] Pack(params double[] values)
    {
        var writer = new WireWriter();
        ValuePacking.Pack(values, writer);
        return writer.Written.ToArray();
    }

    public static byte[] Write(ReportMessage message)
    {
        var writer = new WireWriter();
        ReportMessageFormat.Write(message, writer);
        return writer.Written.ToArray();
    }
}
