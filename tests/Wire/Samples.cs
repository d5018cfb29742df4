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
        "höst", "id", "Debian", "6.18", "x86_64", "EPYC", 2, 1L << 40, "Vendor", "Board",
        [new("nvme0n1", "Model", 1L << 42, false, "S1", "GXA7", "NVMe"), new("sda", null, null, null)], "1.0")
    {
        BootId = "0f8b",
        BootTime = 1_700_000_000_000,
        SystemVendor = "Maker",
        SystemModel = "Server",
        SystemSerial = "S2",
        BiosVersion = "2.4",
        NvidiaDriver = "550.54",
        CudaVersion = "12.4",
        Gpus = [new(0, "GPU-1", "H100", "S3", "00000000:3B:00.0", "96.00", 80L << 30, 700.5, false, 5, 16), new(1)],
        Bmc = new("Supermicro", "BMC", "1.74", "2.0"),
        Frus = [new("PSU1", "Delta", "DPS", "P/N", "S4"), new("empty")],
        VastMachineId = "12345",
        VastPortRange = "40000-40099",
        ContainerEngine = "Docker 27.1",
        Collectors = [new("cpu", CollectorStates.Up), new("ipmi", CollectorStates.Down, "no answer within 60 s")],
    };

    public static ReportMessage Message() =>
        new([Schema], Facts, [Report(1L << 52, 1.5, double.NaN, -3) with { Extras = new byte[] { 1, 2, 3 } }, Report(0, 0, 0, 0)]);

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
